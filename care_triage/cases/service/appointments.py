"""Meeting: an adviser offers slots, the owner chooses one or none."""

from datetime import datetime, timedelta

from sqlalchemy import select

from care_triage.cases import policy
from care_triage.cases.companion_types import AppointmentStatus, AppointmentWay, SlotOffer
from care_triage.cases.companions import Appointment, AppointmentSlot
from care_triage.cases.errors import (
    AlreadyMeeting,
    AppointmentOver,
    NoSlot,
    NotAllowedNow,
    PlaceMissing,
    SlotPast,
    SlotTaken,
)
from care_triage.cases.events import AppointmentBooked, AppointmentDeclined, AppointmentNear, AppointmentOffered
from care_triage.cases.models import Referral
from care_triage.cases.queries.appointments import lock_diary
from care_triage.cases.service.clocks import NEXT_ACTION, due_of, start_clock
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case, lock_referral
from care_triage.cases.service.status import refresh_status
from care_triage.cases.types import (
    OWNER,
    Actor,
    Audience,
    Draft,
    EventKind,
    ReferralStatus,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def offer_appointment(referral_id: int, offer: SlotOffer, actor: Actor) -> int:
    """Offer up to five slots to the owner; they take the place of those offered before. Returns the appointment's id."""
    case, need, referral = lock_referral(referral_id)
    if referral.status not in (ReferralStatus.ACCEPTED, ReferralStatus.WAITING) or actor.person_id is None:
        raise NotAllowedNow
    starts = _checked(offer)
    _replace_earlier(referral)
    at = clock.now()
    appointment = Appointment(
        case_id=case.id, need_id=need.id, referral_id=referral.id, unit_id=referral.unit_id, adviser_id=actor.person_id,
        way=offer.way, place=offer.place.strip(), minutes=offer.minutes, status_at=at, offered_at=at,
    )  # fmt: skip
    session().add(appointment)
    session().flush()
    session().add_all(AppointmentSlot(appointment_id=appointment.id, starts_at=start) for start in starts)
    if referral.status is ReferralStatus.ACCEPTED:
        start_clock(referral, NEXT_ACTION, policy.NEXT_ACTION_MINUTES)
    record(case.id, EventKind.APPOINTMENT_OFFERED, actor, need.id, referral.id, appointment=appointment.id,
           due=due_of(referral))  # fmt: skip
    publish(AppointmentOffered(appointment.id))
    refresh_status(case)
    return appointment.id


@transactional
def choose_slot(case_id: int, appointment_id: int, slot_id: int) -> None:
    """The owner takes one slot. Raises SlotPast, SlotTaken or AppointmentOver; the same slot twice is once."""
    lock_case(case_id)
    appointment = _of_case(case_id, appointment_id)
    slot = session().scalar(
        select(AppointmentSlot).where(AppointmentSlot.id == slot_id, AppointmentSlot.appointment_id == appointment_id)
    )
    if slot is None:
        raise AppointmentOver
    if appointment.status is AppointmentStatus.BOOKED and appointment.starts_at == slot.starts_at:
        return
    if appointment.status is not AppointmentStatus.OFFERED:
        raise AppointmentOver
    if slot.starts_at <= clock.now():
        raise SlotPast
    _require_free(appointment, slot.starts_at)
    appointment.status, appointment.status_at = AppointmentStatus.BOOKED, clock.now()
    appointment.starts_at = slot.starts_at
    session().flush()
    record(case_id, EventKind.APPOINTMENT_BOOKED, OWNER, appointment.need_id, appointment.referral_id,
           appointment=appointment.id, at=slot.starts_at.isoformat())  # fmt: skip
    publish(AppointmentBooked(appointment.id))


@transactional
def decline_slots(case_id: int, appointment_id: int, words: str) -> int | None:
    """No slot suits the owner, who may say what would. Returns the id of their message."""
    lock_case(case_id)
    appointment = _of_case(case_id, appointment_id)
    if appointment.status is AppointmentStatus.DECLINED:
        return None
    if appointment.status is not AppointmentStatus.OFFERED:
        raise AppointmentOver
    appointment.status, appointment.status_at = AppointmentStatus.DECLINED, clock.now()
    record(case_id, EventKind.APPOINTMENT_DECLINED, OWNER, appointment.need_id, appointment.referral_id,
           appointment=appointment.id)  # fmt: skip
    publish(AppointmentDeclined(appointment.id))
    if not words.strip():
        return None
    return post_message(Draft(case_id, Audience.OWNER, words, OWNER, appointment.need_id))


@transactional
def remind_of_appointment(appointment_id: int) -> None:
    """Owe both sides a word about tomorrow, once."""
    case_id = session().scalar(select(Appointment.case_id).where(Appointment.id == appointment_id))
    if case_id is None:
        return
    lock_case(case_id)
    appointment = _of_case(case_id, appointment_id)
    if appointment.status is AppointmentStatus.BOOKED and appointment.reminded_at is None:
        appointment.reminded_at = clock.now()
        publish(AppointmentNear(appointment.id))


def _of_case(case_id: int, appointment_id: int) -> Appointment:
    query = select(Appointment).where(Appointment.id == appointment_id, Appointment.case_id == case_id)
    found = session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise AppointmentOver
    return found


def _checked(offer: SlotOffer) -> list[datetime]:
    starts = sorted(set(offer.starts_at))
    if not starts or len(starts) > policy.MOST_SLOTS:
        raise NoSlot
    if starts[0] <= clock.now():
        raise SlotPast
    if offer.way is not AppointmentWay.PHONE and not offer.place.strip():
        raise PlaceMissing
    return starts


def _replace_earlier(referral: Referral) -> None:
    query = select(Appointment).where(Appointment.referral_id == referral.id)
    for earlier in session().scalars(query.order_by(Appointment.id)):
        if earlier.status is AppointmentStatus.BOOKED and earlier.starts_at and earlier.starts_at > clock.now():
            raise AlreadyMeeting
        if earlier.status is AppointmentStatus.OFFERED:
            earlier.status, earlier.status_at = AppointmentStatus.REPLACED, clock.now()
    session().flush()


def _require_free(appointment: Appointment, start: datetime) -> None:
    """One adviser meets one owner at a time; whoever comes second waits for the first, then reads it."""
    lock_diary(appointment.adviser_id)
    query = select(Appointment.starts_at, Appointment.minutes).where(
        Appointment.adviser_id == appointment.adviser_id,
        Appointment.status == AppointmentStatus.BOOKED,
        Appointment.starts_at > start - timedelta(days=1),
        Appointment.starts_at < start + timedelta(days=1),
    )
    end = start + timedelta(minutes=appointment.minutes)
    for other, minutes in session().execute(query.order_by(Appointment.starts_at)):
        if other is not None and other < end and start < other + timedelta(minutes=minutes):
            raise SlotTaken

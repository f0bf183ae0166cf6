"""Ending appointments: called off by either side, or with the referral that they belong to."""

from sqlalchemy import ColumnElement, select

from care_triage.cases.companion_types import AppointmentStatus
from care_triage.cases.companions import Appointment
from care_triage.cases.errors import AppointmentOver
from care_triage.cases.events import AppointmentCancelled
from care_triage.cases.models import Referral
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.types import (
    SYSTEM,
    Actor,
    EventKind,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish

OPEN = (AppointmentStatus.OFFERED, AppointmentStatus.BOOKED)


@transactional
def cancel_appointment(case_id: int, appointment_id: int, actor: Actor) -> None:
    """Call off an appointment or take back its slots; both sides are told of a booked one. Twice is once."""
    lock_case(case_id)
    appointment = session().scalar(
        select(Appointment).where(Appointment.id == appointment_id, Appointment.case_id == case_id)
    )
    if appointment is None:
        raise AppointmentOver
    if appointment.status in OPEN:
        _call_off(appointment, actor)


def call_off_appointments(referral: Referral, actor: Actor = SYSTEM) -> None:
    """End what is still to come of a referral that ends."""
    call_off(Appointment.referral_id == referral.id, actor)


def call_off(which: ColumnElement[bool], actor: Actor) -> None:
    """End every open appointment among these."""
    query = select(Appointment).where(which, Appointment.status.in_(OPEN)).order_by(Appointment.id)
    for appointment in session().scalars(query):
        if appointment.starts_at is None or appointment.starts_at > clock.now():
            _call_off(appointment, actor)


def _call_off(appointment: Appointment, actor: Actor) -> None:
    was_booked = appointment.status is AppointmentStatus.BOOKED
    appointment.status, appointment.status_at = AppointmentStatus.CANCELLED, clock.now()
    appointment.sequence += 1
    session().flush()
    record(appointment.case_id, EventKind.APPOINTMENT_CANCELLED, actor, appointment.need_id, appointment.referral_id,
           appointment=appointment.id, booked=was_booked)  # fmt: skip
    if was_booked:
        publish(AppointmentCancelled(appointment.id))

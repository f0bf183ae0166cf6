"""Appointments of a case: what is offered, what is booked, and what comes next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased

from care_triage.accounts.models import Person
from care_triage.accounts.types import Viewer
from care_triage.cases.companion_types import AppointmentRow, AppointmentStatus, SlotRow
from care_triage.cases.companions import Appointment, AppointmentSlot
from care_triage.cases.errors import AppointmentOver
from care_triage.cases.models import Case, Need
from care_triage.cases.queries import access
from care_triage.infra import clock
from care_triage.infra.db import Base, session
from care_triage.partners.models import Unit


def open_appointments(case_id: int) -> tuple[AppointmentRow, ...]:
    """What the owner is offered, and what is to come, the nearest first."""
    return tuple(sorted(map(_with_slots, _still_open(_rows().where(Appointment.case_id == case_id))), key=_place))


def appointments_for(case_id: int, viewer: Viewer) -> tuple[AppointmentRow, ...]:
    """The same for somebody who works on the case: those of needs that they may read."""
    query = _rows().where(Appointment.case_id == case_id, access.visible_case(viewer), access.visible_need(viewer))
    return tuple(sorted(map(_with_slots, _still_open(query)), key=_place))


def get_appointment(appointment_id: int, case_id: int | None = None) -> AppointmentRow:
    """One appointment. Raises AppointmentOver when it is not of that case."""
    query = _rows().where(Appointment.id == appointment_id)
    if case_id is not None:
        query = query.where(Appointment.case_id == case_id)
    row = session().execute(query).one_or_none()
    if row is None:
        raise AppointmentOver
    return _row(row)


def all_appointments(case_id: int) -> tuple[AppointmentRow, ...]:
    """Every appointment that a case ever had, in the order of their offers."""
    query = _rows().where(Appointment.case_id == case_id).order_by(Appointment.id)
    return tuple(_row(row) for row in session().execute(query))


def appointments_of_tomorrow() -> Sequence[int]:
    """Ids of booked appointments whose eve is today, and of which nobody was reminded yet."""
    ends = datetime.combine(clock.today() + timedelta(days=2), time(), clock.PARIS)
    query = select(Appointment.id).where(
        Appointment.status == AppointmentStatus.BOOKED,
        Appointment.reminded_at.is_(None),
        Appointment.starts_at > clock.now(),
        Appointment.starts_at < ends,
        # Booked for tomorrow a moment ago: that mail has said it.
        Appointment.status_at < clock.now() - timedelta(hours=4),
    )
    return session().scalars(query.order_by(Appointment.starts_at)).all()


def next_meeting(of_row: ColumnElement[bool], table: type[Base]) -> ScalarSelect[datetime | None]:
    """When the next booked appointment is, for the rows of an outer query on `table` that `of_row` ties to it."""
    query = select(func.min(Appointment.starts_at)).where(
        of_row, Appointment.status == AppointmentStatus.BOOKED, Appointment.starts_at > clock.now()
    )
    return query.correlate(table).scalar_subquery()


def lock_diary(adviser_id: int) -> None:
    """Hold the diary of an adviser until the transaction ends."""
    session().scalar(select(Person.id).where(Person.id == adviser_id).with_for_update())


def _rows() -> Select[Appointment, str, bool, str, str]:
    adviser = aliased(Person)
    return (
        select(Appointment, Case.reference, Need.confidential, Unit.name, adviser.name)
        .join(Case, Case.id == Appointment.case_id)
        .join(Need, Need.id == Appointment.need_id)
        .join(Unit, Unit.id == Appointment.unit_id)
        .join(adviser, adviser.id == Appointment.adviser_id)
    )


def _still_open(query: Select[Appointment, str, bool, str, str]) -> list[AppointmentRow]:
    found = query.where(Appointment.status.in_((AppointmentStatus.OFFERED, AppointmentStatus.BOOKED)))
    rows = [_row(row) for row in session().execute(found.order_by(Appointment.id))]
    return [row for row in rows if row.ends_at is None or row.ends_at > clock.now()]


def _row(found: Any) -> AppointmentRow:
    row, reference, confidential, unit, adviser = found
    return AppointmentRow(
        id=row.id, case_id=row.case_id, reference=reference, need_id=row.need_id, referral_id=row.referral_id,
        confidential=confidential, unit_id=row.unit_id, unit=unit, adviser=adviser, adviser_id=row.adviser_id, way=row.way, place=row.place,
        minutes=row.minutes, status=row.status, status_at=row.status_at, offered_at=row.offered_at,
        starts_at=row.starts_at, sequence=row.sequence,
    )  # fmt: skip


def _with_slots(row: AppointmentRow) -> AppointmentRow:
    if row.is_booked:
        return row
    query = select(AppointmentSlot).where(AppointmentSlot.appointment_id == row.id).order_by(AppointmentSlot.starts_at)
    busy = _busy(row.adviser_id)
    slots = tuple(
        SlotRow(slot.id, slot.starts_at, slot.starts_at <= clock.now(), _clashes(slot.starts_at, row.minutes, busy))
        for slot in session().scalars(query)
    )
    return replace(row, slots=slots)


def _busy(adviser_id: int) -> list[tuple[datetime, datetime]]:
    query = select(Appointment.starts_at, Appointment.minutes).where(
        Appointment.adviser_id == adviser_id,
        Appointment.status == AppointmentStatus.BOOKED,
        Appointment.starts_at > clock.now() - timedelta(days=1),
    )
    rows = session().execute(query.order_by(Appointment.starts_at))
    return [(start, start + timedelta(minutes=minutes)) for start, minutes in rows if start is not None]


def _clashes(start: datetime, minutes: int, busy: Sequence[tuple[datetime, datetime]]) -> bool:
    end = start + timedelta(minutes=minutes)
    return any(begins < end and start < ends for begins, ends in busy)


def _place(row: AppointmentRow) -> tuple[datetime, int]:
    first = row.starts_at or min((slot.starts_at for slot in row.slots), default=row.offered_at)
    return first, row.id

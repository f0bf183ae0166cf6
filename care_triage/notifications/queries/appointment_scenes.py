"""What happened to an appointment, with its page for calendars."""

from collections.abc import Callable, Sequence
from typing import Any

from care_triage.cases.calendar import calendar_file
from care_triage.cases.calendar_event import calendar_event
from care_triage.cases.labels import place_of
from care_triage.cases.links import OwnerKey, Scope, owner_url
from care_triage.cases.models import Case
from care_triage.cases.queries.afterwards import is_erased
from care_triage.cases.queries.appointments import AppointmentRow, get_appointment
from care_triage.cases.types import AppointmentStatus
from care_triage.infra.db import session
from care_triage.notifications.queries.scene import Scene, owner_of, work_link
from care_triage.notifications.types import Happening, Matter, Situation
from care_triage.web.i18n import in_language


def appointment_changed(happening: Happening) -> Callable[[Any], Sequence[Scene]]:
    """Reads any event that names an appointment."""

    def read(event: Any) -> Sequence[Scene]:
        row = get_appointment(event.appointment_id)
        return [] if is_erased(row.case_id) else [_scene(happening, row)]

    return read


def _scene(happening: Happening, row: AppointmentRow) -> Scene:
    case = session().get_one(Case, row.case_id)
    return Scene(
        happening=happening,
        occurrence=f"appointment:{row.id}:{row.sequence}",
        situation=Situation(),
        matter=_matter(row, case.locale),
        case_id=case.id,
        owner=owner_of(case),
        private_url=owner_url(OwnerKey(case.id, case.link_version), Scope.APPOINTMENT),
        work_url=work_link(case),
        adviser_id=row.adviser_id,
        # The adviser who offered it is told; their unit, when they have left.
        unit_id=row.unit_id,
        calendar=_calendar(row, case.locale) if happening is not Happening.SLOTS_OFFERED else None,
    )


def _matter(row: AppointmentRow, locale: str) -> Matter:
    """A confidential need is met without its unit or its place being named in a mail."""
    if row.confidential:
        return Matter(reference=row.reference, starts_at=row.starts_at, minutes=row.minutes)
    with in_language(locale):
        place = place_of(row.way, row.place)
    return Matter(
        reference=row.reference, unit=row.unit, adviser=row.adviser, starts_at=row.starts_at, minutes=row.minutes,
        place=place,
    )  # fmt: skip


def _calendar(row: AppointmentRow, locale: str) -> str | None:
    if row.starts_at is None or row.status is AppointmentStatus.DECLINED:
        return None
    with in_language(locale):
        return calendar_file(calendar_event(row))

"""What happened to an appointment."""

from collections.abc import Callable, Sequence
from typing import Any

from care_triage.cases.companion_types import AppointmentRow
from care_triage.cases.links import OwnerKey, Scope, owner_url
from care_triage.cases.models import Case
from care_triage.cases.queries.afterwards import is_erased
from care_triage.cases.queries.appointments import get_appointment
from care_triage.infra.db import session
from care_triage.notifications.queries.scene import Scene, owner_of, work_link
from care_triage.notifications.types import Happening, Matter, Situation


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
        matter=_matter(row),
        case_id=case.id,
        owner=owner_of(case),
        private_url=owner_url(OwnerKey(case.id, case.link_version), Scope.APPOINTMENT),
        work_url=work_link(case),
        adviser_id=row.adviser_id,
        # Told in place of an adviser who has left.
        unit_id=row.unit_id,
        meeting=row,
    )


def _matter(row: AppointmentRow) -> Matter:
    """A confidential need is met without its unit or its place being named in a mail."""
    if row.confidential:
        return Matter(reference=row.reference, starts_at=row.starts_at, minutes=row.minutes)
    return Matter(
        reference=row.reference, unit=row.unit, adviser=row.adviser, starts_at=row.starts_at, minutes=row.minutes,
        way=row.way, place=row.place,
    )  # fmt: skip

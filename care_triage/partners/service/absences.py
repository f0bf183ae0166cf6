"""Say when a unit is away, and that it is back."""

from care_triage.accounts.types import Viewer
from care_triage.infra.db import session, transactional
from care_triage.partners.errors import AbsenceNotFound, EndsBeforeItBegins
from care_triage.partners.models import Absence
from care_triage.partners.service.rows import locked_unit
from care_triage.partners.types import AbsenceFields


@transactional
def add_absence(viewer: Viewer, unit_id: int, fields: AbsenceFields) -> int:
    """The unit is away on these days, both ends included: others receive in its place. Gives the absence's id."""
    if fields.until_on < fields.from_on:
        raise EndsBeforeItBegins
    unit = locked_unit(viewer, unit_id)
    absence = Absence(unit_id=unit.id, from_on=fields.from_on, until_on=fields.until_on, note=fields.note)
    session().add(absence)
    session().flush()
    return absence.id


@transactional
def remove_absence(viewer: Viewer, unit_id: int, absence_id: int) -> AbsenceFields:
    """The unit is not away after all. Gives what was removed, so that it can be put back."""
    locked_unit(viewer, unit_id)
    absence = session().get(Absence, absence_id)
    if absence is None or absence.unit_id != unit_id:
        raise AbsenceNotFound
    removed = AbsenceFields(absence.from_on, absence.until_on, absence.note)
    session().delete(absence)
    return removed

"""Whether those who worked on a case are still there."""

from sqlalchemy import exists, select

from care_triage.accounts.models import Person
from care_triage.infra.db import session
from care_triage.partners.models import Unit


def is_still_there(person_id: int | None) -> bool:
    """Whether a person still has access."""
    if person_id is None:
        return False
    return bool(session().scalar(select(exists().where(Person.id == person_id, Person.active))))


def is_unit_open(unit_id: int) -> bool:
    """Whether a unit still receives requests."""
    return bool(session().scalar(select(exists().where(Unit.id == unit_id, Unit.active))))

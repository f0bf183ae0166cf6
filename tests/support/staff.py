"""People of the partners, to act for their units."""

from itertools import count

from care_triage.accounts import service as accounts
from care_triage.accounts.types import SYSTEM, Role

PASSWORD = "cheval pile agrafe correct"
_numbers = count(1)


def adviser_of(unit_id: int) -> int:
    """A new adviser of the unit; gives their id."""
    person = accounts.register_person("Camille Roux", f"conseil{next(_numbers)}@exemple.fr", PASSWORD)
    accounts.grant_role(SYSTEM, person.id, Role.ADVISER, unit_id=unit_id)
    return person.id

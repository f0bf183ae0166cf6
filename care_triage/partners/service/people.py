"""Who works in a unit and who manages a partner."""

from care_triage.accounts import queries as accounts
from care_triage.accounts.service import grant_role, invite_person, revoke_role
from care_triage.accounts.types import Role, Viewer
from care_triage.infra.db import transactional
from care_triage.partners.service.rows import locked_partner, locked_unit


@transactional
def add_person_to_unit(viewer: Viewer, unit_id: int, name: str, email: str, role: Role) -> int:
    """Give somebody a role in a unit; whoever has no account yet is invited. Gives the person's id.

    Raises MayNotManage, MayNotGrant, or InvalidPerson.
    """
    unit = locked_unit(viewer, unit_id)
    person_id = _known_or_invited(viewer, name, email)
    grant_role(viewer, person_id, role, unit_id=unit_id, partner_of_unit=unit.partner_id)
    return person_id


@transactional
def remove_person_from_unit(viewer: Viewer, unit_id: int, person_id: int, role: Role) -> None:
    """Take somebody's role in a unit back; their account and their other roles stay."""
    unit = locked_unit(viewer, unit_id)
    revoke_role(viewer, person_id, role, unit_id=unit_id, partner_of_unit=unit.partner_id)


@transactional
def add_partner_manager(viewer: Viewer, partner_id: int, name: str, email: str) -> int:
    """Let somebody manage every unit of a partner; whoever has no account yet is invited."""
    locked_partner(viewer, partner_id, version=None)
    person_id = _known_or_invited(viewer, name, email)
    grant_role(viewer, person_id, Role.PARTNER_MANAGER, partner_id=partner_id)
    return person_id


@transactional
def remove_partner_manager(viewer: Viewer, partner_id: int, person_id: int) -> None:
    """Somebody no longer manages a partner; their account and their other roles stay."""
    locked_partner(viewer, partner_id, version=None)
    revoke_role(viewer, person_id, Role.PARTNER_MANAGER, partner_id=partner_id)


def _known_or_invited(viewer: Viewer, name: str, email: str) -> int:
    person = accounts.find_person_by_email(email) or invite_person(viewer, name, email)
    return person.id

"""Giving and taking back roles."""

from collections.abc import Collection

from sqlalchemy.exc import IntegrityError

from care_triage.accounts import queries
from care_triage.accounts.errors import LastAdministrator, MayNotGrant, WrongScope
from care_triage.accounts.models import Grant
from care_triage.accounts.policy import grantable_collective_roles, may_grant, scope_fits
from care_triage.accounts.types import UNIT_ROLES, Role, Viewer
from care_triage.infra.db import session, transactional


@transactional
def grant_role(
    viewer: Viewer,
    person_id: int,
    role: Role,
    *,
    unit_id: int | None = None,
    partner_id: int | None = None,
    partner_of_unit: int | None = None,
) -> None:
    """Give a role: in a unit, for a partner, or (neither) for the whole collective. Twice is once.

    `partner_of_unit` lets the unit's partner managers do it; partners/ knows it, accounts does not.
    Raises MayNotGrant, WrongScope or PersonNotFound.
    """
    _check(viewer, role, unit_id, partner_id, partner_of_unit)
    person = queries.lock_person(person_id)
    if any((grant.role, grant.unit_id, grant.partner_id) == (role, unit_id, partner_id) for grant in person.grants):
        return
    try:
        with session().begin_nested():
            person.grants.append(Grant(role=role, unit_id=unit_id, partner_id=partner_id))
    except IntegrityError as error:
        raise WrongScope from error


@transactional
def revoke_role(
    viewer: Viewer,
    person_id: int,
    role: Role,
    *,
    unit_id: int | None = None,
    partner_id: int | None = None,
    partner_of_unit: int | None = None,
) -> None:
    """Take a role back, with effect on the person's next page; one not held is fine.

    Raises MayNotGrant, WrongScope, LastAdministrator or PersonNotFound.
    """
    _check(viewer, role, unit_id, partner_id, partner_of_unit)
    person = queries.lock_person(person_id)
    for grant in list(person.grants):
        if (grant.role, grant.unit_id, grant.partner_id) == (role, unit_id, partner_id):
            if role is Role.ADMINISTRATOR:
                keep_an_administrator(without_person=person_id)
            person.grants.remove(grant)
    session().flush()


@transactional
def set_collective_roles(viewer: Viewer, person_id: int, roles: Collection[Role]) -> None:
    """Make `roles` the ones a person holds, among those that `viewer` may give for the whole collective.

    Raises MayNotGrant, LastAdministrator or PersonNotFound.
    """
    offered = grantable_collective_roles(viewer)
    if not offered or not set(roles) <= set(offered):
        raise MayNotGrant
    held = queries.get_person(person_id).roles
    for role in offered:
        if role in roles and role not in held:
            grant_role(viewer, person_id, role)
        elif role in held and role not in roles:
            revoke_role(viewer, person_id, role)


def keep_an_administrator(*, without_person: int) -> None:
    """Raise LastAdministrator when that person is the only one who can administer CARE."""
    administrators = queries.lock_administrators()
    if administrators == {without_person}:
        raise LastAdministrator


def _check(
    viewer: Viewer, role: Role, unit_id: int | None, partner_id: int | None, partner_of_unit: int | None
) -> None:
    if not scope_fits(role, unit_id, partner_id):
        raise WrongScope
    if not may_grant(viewer, role, unit_id, partner_of_unit if role in UNIT_ROLES else partner_id):
        raise MayNotGrant

"""Reads about people: who they are, what they may see, who works where."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, column, func, or_, select, table
from sqlalchemy.orm import joinedload

from care_triage.accounts.errors import PersonNotFound
from care_triage.accounts.models import Grant, Person
from care_triage.accounts.types import UNIT_ROLES, HeldRole, PersonRow, Recipient, Role, UnitMember, Viewer
from care_triage.infra.db import session

# Written by partners, which stands above: known here by name only, to say where a role is exercised.
_UNIT = table("unit", column("id"), column("name"))
_PARTNER = table("partner", column("id"), column("name"))


def viewer_of(person: Person) -> Viewer:
    """What queries and use cases need to know about who is asking."""
    grants = person.grants
    return Viewer(
        user_id=person.id,
        name=person.name,
        roles=frozenset(grant.role for grant in grants),
        unit_ids=frozenset(grant.unit_id for grant in grants if grant.unit_id is not None),
        managed_unit_ids=frozenset(
            grant.unit_id for grant in grants if grant.unit_id is not None and grant.role is Role.UNIT_MANAGER
        ),
        partner_ids=frozenset(grant.partner_id for grant in grants if grant.partner_id is not None),
    )


def find_person(person_id: int) -> Person | None:
    """The person and their roles, in one query."""
    query = select(Person).where(Person.id == person_id).options(joinedload(Person.grants))
    return session().scalars(query).unique().one_or_none()


def get_person(person_id: int) -> Person:
    """The person and their roles. Raises PersonNotFound."""
    person = find_person(person_id)
    if person is None:
        raise PersonNotFound
    return person


def find_signed_in(person_id: int, version: int) -> Person | None:
    """The person behind a session, with their roles; None once deactivated or signed out everywhere.

    Detached from the database session: a use case that rolls back must not make the page ask for it again.
    """
    person = find_person(person_id)
    if person is None:
        return None
    session().expunge(person)
    return person if person.active and person.session_version == version else None


def lock_person(person_id: int) -> Person:
    """The person as they are now, held against other writers until the transaction ends. Raises PersonNotFound."""
    person = session().get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise PersonNotFound
    return person


def lock_administrators() -> set[int]:
    """Ids of people who can administer CARE, held against other writers: two may not leave at the same time."""
    query = (
        select(Grant.person_id)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.role == Role.ADMINISTRATOR, Person.active)
        .order_by(Grant.person_id)
        .with_for_update()
    )
    return set(session().scalars(query))


def find_person_by_email(email: str) -> Person | None:
    """The person with this address, however its capitals were typed."""
    query = select(Person).where(Person.email == normalised_email(email)).options(joinedload(Person.grants))
    return session().scalars(query).unique().one_or_none()


def normalised_email(email: str) -> str:
    """An address as it is stored and compared."""
    return email.strip().lower()


def name_of(person_ids: Collection[int]) -> dict[int, str]:
    """The name of each person, deactivated ones included: history still speaks of them."""
    if not person_ids:
        return {}
    query = select(Person.id, Person.name).where(Person.id.in_(set(person_ids)))
    return dict(session().execute(query).all())


def people_of_units(unit_ids: Collection[int]) -> Sequence[UnitMember]:
    """Who works in these units, by unit, then name; a person with two roles there appears twice."""
    if not unit_ids:
        return []
    query = (
        select(Grant.unit_id, Grant.role, Person)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.unit_id.in_(set(unit_ids)))
        .order_by(Grant.unit_id, Person.name, Person.id, Grant.role)
    )
    return [
        UnitMember(unit_id, person.id, person.name, person.email, role, person.standing)
        for unit_id, role, person in session().execute(query)
        if unit_id is not None
    ]


def recipients_of_unit(unit_id: int) -> list[Recipient]:
    """Active advisers and managers of a unit, once each, by name."""
    return _recipients(Grant.unit_id == unit_id, Grant.role.in_(UNIT_ROLES))


def managers_of_unit(unit_id: int) -> list[Recipient]:
    """Active managers of a unit, by name."""
    return _recipients(Grant.unit_id == unit_id, Grant.role == Role.UNIT_MANAGER)


def coordinators() -> list[Recipient]:
    """Active coordinators, by name."""
    return _recipients(Grant.role == Role.COORDINATOR)


def rule_approvers() -> list[Recipient]:
    """Active people who approve rules, by name."""
    return _recipients(Grant.role == Role.RULE_APPROVER)


def recipients(person_ids: Collection[int]) -> list[Recipient]:
    """Those of these people whose account is active and who have a role, by name."""
    return _recipients(Grant.person_id.in_(set(person_ids)))


def get_recipient(person_id: int) -> Recipient:
    """Where to write to one person, whatever their standing. Raises PersonNotFound."""
    person = get_person(person_id)
    return Recipient(person.id, person.name, person.email, person.locale)


def roles_held(person_id: int) -> Sequence[HeldRole]:
    """The roles of a person with the name of the unit or partner they are exercised in."""
    query = (
        select(Grant.role, Grant.unit_id, Grant.partner_id, func.coalesce(_UNIT.c.name, _PARTNER.c.name))
        .outerjoin(_UNIT, _UNIT.c.id == Grant.unit_id)
        .outerjoin(_PARTNER, _PARTNER.c.id == Grant.partner_id)
        .where(Grant.person_id == person_id)
        .order_by(Grant.id)
    )
    return [HeldRole(*row) for row in session().execute(query)]


def _recipients(*conditions: ColumnElement[bool]) -> list[Recipient]:
    held = select(Grant.person_id).where(*conditions)
    query = (
        select(Person.id, Person.name, Person.email, Person.locale)
        .where(Person.active, Person.id.in_(held))
        .order_by(Person.name, Person.id)
    )
    return [Recipient(*row) for row in session().execute(query)]


def people(words: str = "") -> Sequence[PersonRow]:
    """Everyone with an account whose name or address holds `words`, by name."""
    query = select(Person).options(joinedload(Person.grants)).order_by(Person.name, Person.id)
    if words:
        query = query.where(
            or_(Person.name.icontains(words, autoescape=True), Person.email.icontains(words, autoescape=True))
        )
    return [
        PersonRow(
            person.id,
            person.name,
            person.email,
            person.standing,
            tuple(sorted(person.roles, key=list(Role).index)),
            person.last_sign_in_at,
        )
        for person in session().scalars(query).unique()
    ]

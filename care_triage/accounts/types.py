"""Roles, the viewer that queries and use cases are given, and small rows about people."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person does in CARE; an owner needs no account and has no role."""

    ADVISER = "adviser"
    UNIT_MANAGER = "unit_manager"
    PARTNER_MANAGER = "partner_manager"
    AGENT = "agent"
    COORDINATOR = "coordinator"
    RULE_AUTHOR = "rule_author"
    RULE_APPROVER = "rule_approver"
    ADMINISTRATOR = "administrator"


# What a role is exercised on; every other role is exercised on the whole collective.
UNIT_ROLES = frozenset({Role.ADVISER, Role.UNIT_MANAGER})
PARTNER_ROLES = frozenset({Role.PARTNER_MANAGER})
COLLECTIVE_ROLES = frozenset(Role) - UNIT_ROLES - PARTNER_ROLES


@dataclass(frozen=True)
class Viewer:
    """Who asks: the only thing about a person that queries and use cases of other features read."""

    user_id: int
    name: str
    roles: frozenset[Role] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    """Units the person works in, as adviser or as manager."""
    managed_unit_ids: frozenset[int] = frozenset()
    partner_ids: frozenset[int] = frozenset()
    """Partners whose every unit the person manages."""

    @property
    def is_coordinator(self) -> bool:
        """Whether the person watches the whole of the collective."""
        return Role.COORDINATOR in self.roles

    def has(self, *roles: Role) -> bool:
        """Whether the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


# Who acts when a command or demonstration data do, and nobody is signed in.
SYSTEM = Viewer(user_id=0, name="CARE", roles=frozenset({Role.ADMINISTRATOR}))


@dataclass(frozen=True)
class Recipient:
    """Someone a mail can be written to, in their language."""

    person_id: int
    name: str
    email: str
    locale: str


class Standing(StrEnum):
    """Where a person is between invitation and departure."""

    INVITED = "invited"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True)
class UnitMember:
    """One person's role in one unit."""

    unit_id: int
    person_id: int
    name: str
    email: str
    role: Role
    standing: Standing


@dataclass(frozen=True)
class HeldRole:
    """A role and where it is exercised; `place` is None for the whole collective."""

    role: Role
    unit_id: int | None
    partner_id: int | None
    place: str | None


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people."""

    person_id: int
    name: str
    email: str
    standing: Standing
    roles: tuple[Role, ...]
    last_sign_in_at: datetime | None

"""Who may give which role, and what an address looks like."""

import pytest

from care_triage.accounts.policy import (
    grantable_collective_roles,
    is_email,
    may_grant,
    may_invite,
    may_manage,
    scope_fits,
)
from care_triage.accounts.types import PARTNER_ROLES, SYSTEM, UNIT_ROLES, Role, Viewer

ADMINISTRATOR = Viewer(1, "A", frozenset({Role.ADMINISTRATOR}))
COORDINATOR = Viewer(2, "C", frozenset({Role.COORDINATOR}))
ADVISER = Viewer(3, "V", frozenset({Role.ADVISER}), unit_ids=frozenset({10}))
UNIT_MANAGER = Viewer(4, "U", frozenset({Role.UNIT_MANAGER}), frozenset({10}), frozenset({10}))
PARTNER_MANAGER = Viewer(5, "P", frozenset({Role.PARTNER_MANAGER}), partner_ids=frozenset({7}))


@pytest.mark.parametrize("role", Role)
def test_a_role_fits_exactly_one_scope(role: Role) -> None:
    fitting = [scope for scope in ((None, None), (10, None), (None, 7), (10, 7)) if scope_fits(role, *scope)]
    expected = (10, None) if role in UNIT_ROLES else (None, 7) if role in PARTNER_ROLES else (None, None)
    assert fitting == [expected]


@pytest.mark.parametrize("role", Role)
def test_an_administrator_gives_every_role(role: Role) -> None:
    assert may_grant(ADMINISTRATOR, role, None, None)
    assert may_grant(SYSTEM, role, None, None)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.RULE_AUTHOR, Role.RULE_APPROVER])
def test_a_coordinator_cannot_raise_anyone_to_their_own_height_or_above(role: Role) -> None:
    assert not may_grant(COORDINATOR, role, None, None)
    assert role not in grantable_collective_roles(COORDINATOR)


def test_a_unit_manager_gives_the_role_of_adviser_in_their_unit_only() -> None:
    assert may_grant(UNIT_MANAGER, Role.ADVISER, 10, None)
    assert not may_grant(UNIT_MANAGER, Role.ADVISER, 11, None)
    assert not may_grant(UNIT_MANAGER, Role.UNIT_MANAGER, 10, None)


def test_a_partner_manager_gives_roles_in_units_of_their_partner_only() -> None:
    assert may_grant(PARTNER_MANAGER, Role.UNIT_MANAGER, 10, 7)
    assert not may_grant(PARTNER_MANAGER, Role.UNIT_MANAGER, 10, 8)
    assert not may_grant(PARTNER_MANAGER, Role.UNIT_MANAGER, 10, None)
    assert not may_grant(PARTNER_MANAGER, Role.PARTNER_MANAGER, None, 7)


@pytest.mark.parametrize("role", Role)
def test_an_adviser_gives_nothing(role: Role) -> None:
    assert not may_grant(ADVISER, role, 10, 7)
    assert not may_invite(ADVISER)


def test_nobody_closes_the_account_of_somebody_above_them() -> None:
    assert may_manage(COORDINATOR, {Role.ADVISER, Role.AGENT})
    assert may_manage(COORDINATOR, set())
    assert not may_manage(COORDINATOR, {Role.ADVISER, Role.ADMINISTRATOR})
    assert not may_manage(UNIT_MANAGER, set())
    assert may_manage(ADMINISTRATOR, set(Role))


@pytest.mark.parametrize("text", ["camille@exemple.fr", "c.d+e@sous.domaine.exemple.org", "élise@exemple.fr"])
def test_addresses_are_recognised(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "camille",
        "camille@",
        "@exemple.fr",
        "a@b",
        "a b@c.fr",
        "a@b..fr",
        "a@b.fr\nBcc: x@y.fr",
        "a@" + "b" * 300 + ".fr",
    ],
)
def test_what_is_not_an_address_is_refused(text: str) -> None:
    assert not is_email(text)

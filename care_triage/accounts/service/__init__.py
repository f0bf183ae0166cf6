"""Use cases of accounts: access, people, roles."""

from care_triage.accounts.service.access import (
    change_password,
    check_password_link,
    end_sessions,
    request_password_reset,
    set_password,
    sign_in,
)
from care_triage.accounts.service.people import (
    deactivate_person,
    describe_oneself,
    invite_again,
    invite_person,
    invite_with_roles,
    reactivate_person,
    register_administrator,
    register_person,
)
from care_triage.accounts.service.roles import grant_role, revoke_role, set_collective_roles

__all__ = [
    "change_password",
    "check_password_link",
    "deactivate_person",
    "describe_oneself",
    "end_sessions",
    "grant_role",
    "invite_again",
    "invite_person",
    "invite_with_roles",
    "reactivate_person",
    "register_administrator",
    "register_person",
    "request_password_reset",
    "revoke_role",
    "set_collective_roles",
    "set_password",
    "sign_in",
]

"""What has happened to people's access, told in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonInvited:
    """Somebody may choose a first password: send them the link."""

    person_id: int


@dataclass(frozen=True)
class PasswordResetRequested:
    """Somebody asked for a new password: send them the link."""

    person_id: int


@dataclass(frozen=True)
class PasswordChanged:
    """A password was chosen or changed: warn the person, in case it was not them."""

    person_id: int


@dataclass(frozen=True)
class PersonDeactivated:
    """An account was closed: what waited for this person waits for their unit."""

    person_id: int

"""The link by which a person chooses a password: signed, expiring, good for one use."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from care_triage.accounts.errors import LinkExpired
from care_triage.accounts.models import Person
from care_triage.accounts.types import Standing
from care_triage.infra import clock

INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class PasswordLink:
    """The whole address, as a mail writes it, and until when it works."""

    url: str
    expires_at: datetime


@dataclass(frozen=True)
class PasswordKey:
    """What a link opens: one person, while the version of their access is this one."""

    person_id: int
    version: int


def set_password_link(person: Person) -> PasswordLink:
    """A link for `person`. It dies when used, since choosing a password raises `session_version`."""
    expires_at = clock.now() + (INVITATION_LASTS if person.standing is Standing.INVITED else RESET_LASTS)
    token = _signer().dumps([person.id, person.session_version, int(expires_at.timestamp())])
    base: str = current_app.config["PUBLIC_URL"]
    return PasswordLink(f"{base}/mot-de-passe/{token}", expires_at)


def set_password_url(person: Person) -> str:
    """The address alone of `set_password_link`."""
    return set_password_link(person).url


def read_password_token(token: str) -> PasswordKey:
    """The key in a token. Raises LinkExpired; the version is checked against the person."""
    try:
        person_id, version, expires = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise LinkExpired from error
    if datetime.fromtimestamp(expires, UTC) < clock.now():
        raise LinkExpired
    return PasswordKey(int(person_id), int(version))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="care-set-password")

"""The owner's private links: signed, for one case and one purpose, expiring, replaceable.

A link of one scope opens nothing of another: whoever was shown how to tell how it went reads no case.
"""

from dataclasses import dataclass
from enum import StrEnum

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from care_triage.cases.errors import LinkExpired, LinkForged


class Scope(StrEnum):
    """What a link is for; the value is the first part of its address."""

    PAGE = "suivi"
    OPINION = "avis"
    APPOINTMENT = "rendez-vous"
    MANDATE = "mandat"  # the owner says whether somebody may write for them


# Each scope signs with a salt of its own. The first keeps the one that links already sent were signed with.
_SALTS = {Scope.PAGE: "care-owner-link", Scope.OPINION: "care-opinion-link", Scope.APPOINTMENT: "care-appointment-link",
          Scope.MANDATE: "care-mandate-link"}  # fmt: skip


@dataclass(frozen=True)
class OwnerKey:
    """What a private link opens: one case, while its version is the current one."""

    case_id: int
    version: int
    by_helper: bool = False
    """Held by whoever writes for the owner: it opens nothing once the mandate has ended."""


def owner_token(key: OwnerKey, scope: Scope = Scope.PAGE) -> str:
    """The signed token of a private link."""
    return _signer(scope).dumps([key.case_id, key.version, *([1] if key.by_helper else [])])


def owner_url(key: OwnerKey, scope: Scope = Scope.PAGE) -> str:
    """The whole private link, as written in mails."""
    base: str = current_app.config["PUBLIC_URL"]
    return f"{base}/{scope}/{owner_token(key, scope)}"


def read_owner_token(token: str, scope: Scope = Scope.PAGE) -> OwnerKey:
    """The key in a token of this scope. Raises LinkForged or LinkExpired; the version is checked against the case."""
    days: int = current_app.config["OWNER_LINK_DAYS"]
    try:
        case_id, version, *helper = _signer(scope).loads(token, max_age=days * 86_400)
    except SignatureExpired as error:
        raise LinkExpired from error
    except (BadSignature, ValueError) as error:
        raise LinkForged from error
    return OwnerKey(int(case_id), int(version), bool(helper))


def _signer(scope: Scope) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=_SALTS[scope])

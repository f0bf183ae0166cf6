"""The owner's private link: signed, for one case, expiring, replaceable."""

from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from care_triage.cases.errors import LinkExpired, LinkForged


@dataclass(frozen=True)
class OwnerKey:
    """What a private link opens: one case, while its version is the current one."""

    case_id: int
    version: int


def owner_token(key: OwnerKey) -> str:
    """The signed token of a private link."""
    return _signer().dumps([key.case_id, key.version])


def owner_url(key: OwnerKey) -> str:
    """The whole private link, as written in mails."""
    base: str = current_app.config["PUBLIC_URL"]
    return f"{base}/suivi/{owner_token(key)}"


def read_owner_token(token: str) -> OwnerKey:
    """The key in a token. Raises LinkForged or LinkExpired; the version is checked against the case."""
    days: int = current_app.config["OWNER_LINK_DAYS"]
    try:
        case_id, version = _signer().loads(token, max_age=days * 86_400)
    except SignatureExpired as error:
        raise LinkExpired from error
    except (BadSignature, ValueError) as error:
        raise LinkForged from error
    return OwnerKey(int(case_id), int(version))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="care-owner-link")

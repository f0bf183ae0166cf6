"""When a page was opened, signed, so that nobody can say another time than the true one."""

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

from care_triage.infra import clock

# A page left open overnight says nothing any more.
_LONGEST_SECONDS = 86_400


def opened_now() -> str:
    """What a page carries in its form."""
    return _signer().sign(b"").decode("ascii")


def seconds_since(carried: str) -> float | None:
    """How long the page was open; None where it carries no time of ours."""
    try:
        _, at = _signer().unsign(carried, max_age=_LONGEST_SECONDS, return_timestamp=True)
    except BadSignature:
        return None
    return max(0.0, (clock.now() - at).total_seconds())


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="care-page-opened")

"""The link by which a password is chosen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from care_triage.accounts.errors import LinkExpired
from care_triage.accounts.links import (
    INVITATION_LASTS,
    RESET_LASTS,
    PasswordKey,
    read_password_token,
    set_password_link,
)
from care_triage.accounts.models import Person

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """Just enough of an application to sign a link."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a secret that guards nothing", PUBLIC_URL="https://care.example.org")
    with app.app_context():
        yield


def _person(*, active: bool) -> Person:
    return Person(id=7, email="ada@example.org", name="Ada", active=active, session_version=3, created_at=NOON)


@pytest.mark.parametrize(("active", "lasts"), [(False, INVITATION_LASTS), (True, RESET_LASTS)])
def test_a_link_works_until_the_time_its_mail_tells(active: bool, lasts: timedelta) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        link = set_password_link(_person(active=active))
        assert link.expires_at == NOON + lasts
        base, token = link.url.rsplit("/", 1)
        assert base == "https://care.example.org/mot-de-passe"
        clock.move_to(NOON + lasts - timedelta(seconds=1))
        assert read_password_token(token) == PasswordKey(7, 3)
        clock.move_to(NOON + lasts + timedelta(seconds=1))
        with pytest.raises(LinkExpired):
            read_password_token(token)


@pytest.mark.parametrize(
    "change", [lambda token: "x" + token, lambda token: token[:-1], lambda _token: "", lambda _token: "été"]
)
def test_a_forged_link_opens_nothing(change: object) -> None:
    token = set_password_link(_person(active=True)).url.rsplit("/", 1)[1]
    with pytest.raises(LinkExpired):
        read_password_token(change(token))  # type: ignore[operator]

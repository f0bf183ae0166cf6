"""A case in Roanne, and people of the units that received it or did not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts.types import Role
from care_triage.cases.models import Referral
from care_triage.infra import clock
from tests.support.factories import PASSWORD, file_case, filing, hire, referral_of

LEAD_UNIT = "urssaf-ra-roanne"
OTHER_UNIT = "cci-delegation-lyon"

SignIn = Callable[[str], FlaskClient]
Travel = Callable[[timedelta], None]


class World(NamedTuple):
    """A case led by the Urssaf of Roanne; Alice and Aline work there, Bruno elsewhere, Chloe coordinates."""

    app: Flask
    case_id: int
    reference: str
    referral_id: int

    def referral(self, unit: str | None = LEAD_UNIT) -> Referral:
        """The referral as the database has it now."""
        with self.app.app_context():
            return referral_of(self.case_id, unit)

    @contextmanager
    def inside(self) -> Iterator[Flask]:
        """Where use cases and queries may be called."""
        with self.app.app_context():
            yield self.app


@pytest.fixture
def world(stocked_app: Flask) -> World:
    """One case, one lead, everybody hired."""
    with stocked_app.app_context():
        opened = file_case(filing("dette-urssaf", facts={"urssaf_debt_amount": None}))
        hire("Alice", Role.ADVISER, LEAD_UNIT)
        hire("Aline", Role.ADVISER, LEAD_UNIT)
        hire("Bruno", Role.ADVISER, OTHER_UNIT)
        hire("Chloe", Role.COORDINATOR)
        hire("Denis", Role.PARTNER_MANAGER, partner_of=LEAD_UNIT)
        hire("Elise", Role.AGENT)
        return World(stocked_app, opened.case_id, opened.reference, referral_of(opened.case_id, LEAD_UNIT).id)


@pytest.fixture
def sign_in(stocked_app: Flask) -> SignIn:
    """A browser in which somebody is signed in."""

    def start(name: str) -> FlaskClient:
        client = stocked_app.test_client()
        answer = client.post("/connexion", data={"email": f"{name.lower()}@exemple.fr", "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return start


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Move the clock forward for good."""
    shift = timedelta()
    real = clock.now

    def moved() -> datetime:
        return real() + shift

    def go(by: timedelta) -> None:
        nonlocal shift
        shift += by

    monkeypatch.setattr(clock, "now", moved)
    return go

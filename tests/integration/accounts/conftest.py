"""People, a unit and a partner to try accounts with."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts import queries, service
from care_triage.accounts.models import Person
from care_triage.accounts.types import SYSTEM, Role
from care_triage.infra.db import session, transactional
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import Kind

PASSWORD = "cheval pile agrafe correct"

Register = Callable[..., int]


@pytest.fixture
def register(app: Flask) -> Register:
    """Register somebody with PASSWORD and roles for the whole collective; gives their id."""

    def add(name: str, *roles: Role) -> int:
        with app.app_context():
            person = service.register_person(name, f"{name.lower()}@exemple.fr", PASSWORD)
            for role in roles:
                service.grant_role(SYSTEM, person.id, role)
            return person.id

    return add


class Place(NamedTuple):
    """A unit and its partner, to exercise roles in."""

    unit_id: int
    partner_id: int


@pytest.fixture
def place(app: Flask) -> Place:
    """The Urssaf, and its unit in Lyon."""

    @transactional
    def add() -> Place:
        partner = Partner(slug="urssaf", kind=Kind.URSSAF, name="Urssaf")
        unit = Unit(slug="urssaf-lyon", name="Urssaf de Lyon", partner=partner)
        session().add_all([partner, unit])
        session().flush()
        return Place(unit.id, partner.id)

    with app.app_context():
        return add()


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD) -> int:
    """Sign in as somebody registered; gives the status."""
    form = {"email": f"{name.lower()}@exemple.fr", "password": password}
    return client.post("/connexion", data=form).status_code


def person_of(app: Flask, person_id: int) -> Person:
    """The person as the database has them now, detached."""
    with app.app_context():
        person = queries.get_person(person_id)
        session().expunge(person)
        return person

"""A handful of units without a catalogue: enough for the life of a case."""

import pytest
from flask import Flask

from care_triage.infra.db import session, transaction
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import Kind

HOURS = "mon-fri 09:00-12:00,14:00-18:00"


def make_units(count: int = 4) -> list[int]:
    """Units of one partner; gives their ids."""
    with transaction() as current:
        partner = Partner(slug="urssaf", kind=Kind.URSSAF, name="Urssaf")
        units = [Unit(slug=f"unit-{number}", name=f"Antenne {number}", partner=partner) for number in range(count)]
        current.add_all([partner, *units])
    return [unit.id for unit in units]


@pytest.fixture
def units(app_context: Flask) -> list[int]:
    """Four units, on each database, with the context pushed."""
    made = make_units()
    session().rollback()
    return made

"""A small directory: two partners, three units."""

from typing import NamedTuple

import pytest
from flask import Flask

from care_triage.accounts.types import Role, Viewer
from care_triage.infra.db import session, transactional
from care_triage.partners.models import Coverage, Partner, Unit
from care_triage.partners.types import Kind
from care_triage.territory.models import AreaRow

COORDINATOR = Viewer(1, "Camille", frozenset({Role.COORDINATOR}))


class Directory(NamedTuple):
    """Ids of what the directory holds."""

    urssaf: int
    loire: int
    roanne: int
    court: int
    court_unit: int


@pytest.fixture
def directory(app_context: Flask) -> Directory:
    """The Urssaf with its units of the Loire and of Roanne, and the court of Roanne."""
    return _fill()


@transactional
def _fill() -> Directory:
    for kind, code, name in (
        ("dep", "42", "Loire"),
        ("arr", "422", "Roanne"),
        ("court", "roanne", "Tribunal de Roanne"),
    ):
        session().add(AreaRow(kind=kind, code=code, name=name))
    urssaf = Partner(slug="urssaf-ra", kind=Kind.URSSAF, name="Urssaf Rhône-Alpes", search_text="urssaf rhone alpes")
    court = Partner(
        slug="tc-roanne", kind=Kind.TRIBUNAL_COMMERCE, name="Tribunal de Roanne", search_text="tribunal roanne"
    )
    loire = _unit("urssaf-ra-loire", urssaf, "dep:42")
    roanne = _unit("urssaf-ra-roanne", urssaf, "arr:422")
    court_unit = _unit("tc-roanne-prevention", court, "court:roanne")
    session().add_all([urssaf, court, loire, roanne, court_unit])
    session().flush()
    return Directory(urssaf.id, loire.id, roanne.id, court.id, court_unit.id)


def _unit(slug: str, partner: Partner, code: str) -> Unit:
    return Unit(
        slug=slug, name=slug, partner=partner, search_text=slug.replace("-", " "), coverage=[Coverage(code=code)]
    )

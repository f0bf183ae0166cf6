"""Competence read from the database: for real communes of the Rhône and the Loire, and in one query."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from care_triage.infra.db import db, session
from care_triage.partners import queries, service
from care_triage.partners.policy import choose_unit
from care_triage.partners.types import AbsenceFields, Kind
from care_triage.territory.queries import get_commune
from tests.integration.partners.conftest import COORDINATOR, Directory

ON = date(2026, 3, 2)
ROANNE = frozenset({"commune:42187", "epci:200035731", "arr:422", "court:roanne", "dep:42", "region:84", "fr"})

CASES = [
    ("Roanne", "42187", Kind.URSSAF, "urssaf-ra-roanne"),
    ("Lyon", "69123", Kind.URSSAF, "urssaf-ra-lyon"),
    ("Lyon 3e", "69383", Kind.URSSAF, "urssaf-ra-lyon"),
    ("Villefranche-sur-Saône", "69264", Kind.URSSAF, "urssaf-ra-beaujolais"),
    ("Tarare", "69243", Kind.TRIBUNAL_COMMERCE, "tc-villefranche-tarare-prevention"),
    ("L’Arbresle", "69010", Kind.TRIBUNAL_COMMERCE, "tae-lyon-prevention"),
    ("Feurs", "42094", Kind.MSA, "msa-adl-loire"),
    ("Mornant", "69141", Kind.MSA, "msa-ain-rhone-rhone"),
]


@pytest.mark.parametrize(("name", "insee", "kind", "slug"), CASES, ids=[f"{case[2]} in {case[0]}" for case in CASES])
@pytest.mark.usefixtures("stocked_context")
def test_real_communes_have_their_real_units(name: str, insee: str, kind: Kind, slug: str) -> None:
    choice = choose_unit(queries.candidates(kind, get_commune(insee).territory_codes, ON), ON)
    assert choice.unit_id is not None
    assert queries.get_unit(choice.unit_id).slug == slug


@pytest.mark.usefixtures("stocked_context")
def test_each_department_has_its_own_ccsf() -> None:
    found = {
        insee: choose_unit(queries.candidates(Kind.CCSF, get_commune(insee).territory_codes, ON), ON).unit_id
        for insee in ("42187", "69123")
    }
    assert None not in found.values()
    assert found["42187"] != found["69123"]


def test_the_kinds_of_a_need_are_read_in_one_query(directory: Directory) -> None:
    with counted() as statements:
        found = queries.candidates_for({Kind.URSSAF, Kind.TRIBUNAL_COMMERCE, Kind.MSA}, ROANNE, ON)
    assert len(statements) == 1
    assert {kind: [unit.unit_id for unit in units] for kind, units in found.items()} == {
        Kind.URSSAF: [directory.loire, directory.roanne],
        Kind.TRIBUNAL_COMMERCE: [directory.court_unit],
        Kind.MSA: [],
    }


def test_a_unit_that_matches_twice_is_one_candidate_at_its_most_specific(directory: Directory) -> None:
    service.add_coverage(COORDINATOR, directory.roanne, "dep:42")
    service.add_absence(COORDINATOR, directory.roanne, AbsenceFields(ON, ON))
    service.add_absence(COORDINATOR, directory.roanne, AbsenceFields(ON, date(2026, 3, 5)))
    (_, roanne) = queries.candidates(Kind.URSSAF, ROANNE, ON, loads={directory.roanne: 4})
    assert (roanne.code, roanne.load, len(roanne.absences)) == ("arr:422", 4, 2)


def test_an_absent_unit_gives_way_to_its_department(directory: Directory) -> None:
    service.add_absence(COORDINATOR, directory.roanne, AbsenceFields(ON, ON))
    assert choose_unit(queries.candidates(Kind.URSSAF, ROANNE, ON), ON).unit_id == directory.loire


def test_a_retired_partner_receives_nothing(directory: Directory) -> None:
    service.retire_partner(COORDINATOR, directory.court)
    assert choose_unit(queries.candidates(Kind.TRIBUNAL_COMMERCE, ROANNE, ON), ON).unit_id is None


def test_opening_hours_are_closed_on_absences(directory: Directory) -> None:
    service.add_absence(COORDINATOR, directory.roanne, AbsenceFields(date(2026, 2, 27), date(2026, 3, 3)))
    hours = queries.opening_hours([directory.roanne, directory.loire], since=ON)
    assert hours[directory.roanne].closed_on == {ON, date(2026, 3, 3)}
    assert hours[directory.loire].closed_on == frozenset()


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database inside the block."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    session().connection()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_area_names_are_found_whatever_the_level(stocked_context: Flask) -> None:
    codes = {"fr", "arr:422", "court:villefranche-tarare", "epci:200035731", "commune:42187", "dep:69", "epci:1"}
    names = queries.area_names(codes)
    assert names["commune:42187"] == "Roanne"
    assert names["dep:69"] == "Rhône"
    assert names.keys() == codes - {"epci:1"}


def test_the_search_of_territories_finds_each_level(stocked_context: Flask) -> None:
    codes = [area.code for area in queries.search_areas("roanne")]
    assert {"arr:422", "court:roanne", "commune:42187"} <= set(codes)
    assert "epci:200035731" in [area.code for area in queries.search_areas("roannais agglo")]
    assert queries.search_areas("") == []

"""Which commune an owner means, and what they are told when it cannot be said."""

import pytest

from care_triage.territory.queries import resolve_place
from care_triage.territory.types import (
    CedexCode,
    CodeOfAnother,
    ForeignCode,
    MalformedCode,
    NameBegun,
    NothingTyped,
    Resolved,
    SharedCode,
    SharedName,
    Unknown,
    UnknownCode,
    UnknownName,
)

pytestmark = pytest.mark.usefixtures("france")


@pytest.mark.parametrize(
    ("name", "code", "label"),
    [
        ("Roanne", "42300", "Roanne (42300)"),
        ("roanne", "", "Roanne (42300)"),
        ("", "roanne 42300", "Roanne (42300)"),
        ("Roanne 42300", "", "Roanne (42300)"),
        ("Roanne (42300)", "", "Roanne (42300)"),
        ("ROANNE CEDEX", "42300", "Roanne (42300)"),
        ("Roanne", "42 300", "Roanne (42300)"),
        ("Roanne", "F-42300", "Roanne (42300)"),
        ("Roane", "42300", "Roanne (42300)"),
        ("L’Arbresle", "69210", "L'Arbresle (69210)"),
        ("arbresle", "69210", "L'Arbresle (69210)"),
        ("Savigny (69210, Rhône)", "", "Savigny (69210)"),
        ("Savigny (74)", "", "Savigny (74520)"),
        ("villefranche", "69400", "Villefranche-sur-Saône (69400)"),
        ("Lyon", "69002", "Lyon 2e (69002)"),
        ("Lyon 2ème arrondissement", "69002", "Lyon 2e (69002)"),
        ("Lyon Part-Dieu", "69003", "Lyon 3e (69003)"),
        ("Lyon", "", "Lyon (69)"),
        ("Lyon (69)", "", "Lyon (69)"),
        ("", "69003", "Lyon 3e (69003)"),
        ("Paris", "75116", "Paris 16e (75116)"),
        ("Oingt", "69620", "Val d'Oingt (69620)"),
        ("St Etienne", "42100", "Saint-Étienne (42100)"),
        ("\u202eRoanne\u0000 😀", "42300", "Roanne (42300)"),
    ],
)
def test_one_commune_is_meant(name: str, code: str, label: str) -> None:
    place = resolve_place(name, code)

    assert isinstance(place, Resolved), place
    assert place.commune.label == label


def test_a_postal_code_of_several_communes_asks_which() -> None:
    place = resolve_place("", "69380")

    assert isinstance(place, SharedCode)
    assert {option.court for option in place.options} == {"lyon", "villefranche-tarare"}
    assert "69380" in str(place)


def test_a_name_of_several_communes_asks_which() -> None:
    place = resolve_place("Savigny")

    assert isinstance(place, SharedName)
    assert len({option.department_name for option in place.options}) == 5
    assert "Savigny" in str(place)


def test_the_beginning_of_a_name_proposes_how_it_goes_on() -> None:
    place = resolve_place("villefranche sur")

    assert isinstance(place, NameBegun)
    assert "Villefranche-sur-Saône (69400)" in {option.label for option in place.options}


@pytest.mark.parametrize(
    ("name", "code", "problem", "suggested"),
    [
        ("", "", NothingTyped, None),
        ("   ", "\t", NothingTyped, None),
        ("Roanne", "4230", MalformedCode, "Roanne (42300)"),
        ("Genève", "1211", MalformedCode, None),
        ("Roanne", "quarante-deux", MalformedCode, "Roanne (42300)"),
        ("", "99999", ForeignCode, None),
        ("Roanne", "00000", ForeignCode, "Roanne (42300)"),
        ("Roanne", "42311", UnknownCode, "Roanne (42300)"),
        ("", "42311", UnknownCode, "Roanne (42300)"),
        ("42007 Saint-Étienne Cedex 1", "", CedexCode, "Saint-Étienne (42000)"),
        ("LYON CEDEX 03", "69431", CedexCode, "Lyon (69)"),
        ("Roanne", "69003", CodeOfAnother, "Roanne (42300)"),
        ("Lyon 3e", "69002", CodeOfAnother, "Lyon 3e (69003)"),
        ("Saint-Etiene", "", UnknownName, "Saint-Étienne (42000)"),
        ("Trifouillis-les-Oies", "", UnknownName, None),
    ],
)
def test_what_cannot_be_found_is_explained(name: str, code: str, problem: type[Unknown], suggested: str | None) -> None:
    place = resolve_place(name, code)

    assert isinstance(place, problem), place
    assert "%(" not in str(place)
    assert suggested is None or place.suggestions[0].label == suggested


def test_enormous_input_is_read_no_further_than_a_name_goes() -> None:
    place = resolve_place("Roanne" * 100_000, "4" * 100_000)

    assert isinstance(place, Unknown)
    assert len(str(place)) < 300

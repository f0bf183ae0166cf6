"""Communes, courts and territory codes as values."""

from datetime import date

import pytest

from care_triage.territory.courts import court_of, courts, find_court, is_confirmed
from care_triage.territory.types import Commune, CourtNature, TerritoryLevel, split_territory_code, territory_code

ROANNE = Commune(
    insee="42187", name="Roanne", department="42", department_name="Loire", region="84", arrondissement="422",
    epci="200035731", court="roanne", postal_codes=("42300",), postal_code="42300",
)  # fmt: skip


def test_a_commune_belongs_to_every_territory_around_it() -> None:
    assert ROANNE.territory_codes == {
        "commune:42187", "arr:422", "epci:200035731", "court:roanne", "dep:42", "region:84", "fr",
    }  # fmt: skip
    assert ROANNE.label == "Roanne (42300)"
    assert ROANNE.long_label == "Roanne (42300, Loire)"


def test_a_territory_that_is_missing_is_left_out() -> None:
    noumea = Commune(insee="98818", name="Nouméa", department="988", department_name="Nouvelle-Calédonie", region="988")

    assert noumea.territory_codes == {"commune:98818", "dep:988", "region:988", "fr"}
    assert noumea.label == "Nouméa (988)"


@pytest.mark.parametrize(
    "code", ["commune:42187", "epci:200035731", "court:lyon", "arr:422", "dep:2A", "region:84", "fr"]
)
def test_a_territory_code_splits_and_joins(code: str) -> None:
    assert territory_code(*split_territory_code(code)) == code


@pytest.mark.parametrize("code", ["", ":", "dep", "dep:", "fr:1", "planet:earth", "42"])
def test_what_is_no_territory_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="territory"):
        split_territory_code(code)


def test_the_nearer_territory_is_the_more_specific() -> None:
    order = sorted(TerritoryLevel, key=lambda level: -level.specificity)

    assert order[0] is TerritoryLevel.COMMUNE
    assert order[-3:] == [TerritoryLevel.DEPARTMENT, TerritoryLevel.REGION, TerritoryLevel.FRANCE]


def test_fourteen_courts_are_described_and_no_commune_is_listed_twice() -> None:
    listed = [insee for court in courts().values() for insee in court.communes]
    whole = [code for court in courts().values() for code in court.arrondissements]

    assert len(courts()) == 14
    assert len(set(listed)) == len(listed)
    assert len(set(whole)) == len(whole)
    assert sum(len(court.to_confirm) for court in courts().values()) == 66
    assert all(court.to_confirm <= court.communes for court in courts().values())


def test_a_listed_commune_leaves_the_court_of_its_arrondissement() -> None:
    assert court_of("69010", "692") == "lyon"
    assert court_of("69243", "692") == "villefranche-tarare"
    assert court_of("38185", "381") is None
    assert court_of("98818", None) is None


def test_lyon_is_an_economic_activity_court_until_the_end_of_2028() -> None:
    lyon, villefranche = find_court("lyon"), find_court("villefranche-tarare")
    assert lyon
    assert villefranche

    assert lyon.name_on(date(2026, 11, 22)) == "Tribunal des activités économiques de Lyon"
    assert lyon.nature_on(date(2028, 12, 31)) is CourtNature.ECONOMIC
    assert lyon.name_on(date(2029, 1, 1)) == "Tribunal de commerce de Lyon"
    assert villefranche.nature_on(date(2026, 11, 22)) is CourtNature.COMMERCIAL
    assert villefranche.judicial_courts == ("Tribunal judiciaire de Villefranche-sur-Saône",)
    assert find_court("paris") is None


def test_a_court_that_two_sources_give_differently_is_not_shown_as_verified() -> None:
    assert not is_confirmed("25005")
    assert is_confirmed("69010")

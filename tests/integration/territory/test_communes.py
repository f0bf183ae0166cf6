"""Communes by code, and the territories they belong to."""

import pytest
from sqlalchemy import func, select

from care_triage.infra.db import session
from care_triage.territory.courts import courts
from care_triage.territory.errors import CommuneNotFound
from care_triage.territory.models import CommuneRow, PostalCodeRow
from care_triage.territory.queries import (
    communes_of_postal_code,
    find_area_name,
    find_commune,
    get_commune,
    unknown_territories,
)

pytestmark = pytest.mark.usefixtures("france")

OVERSEAS_COLLECTIVITIES = ("975", "977", "978", "984", "986", "987", "988", "989")


def count(*conditions: object) -> int:
    statement = select(func.count()).select_from(CommuneRow).where(*conditions)  # type: ignore[arg-type]
    return session().execute(statement).scalar_one()


def test_the_counts_are_those_of_the_official_code_of_2026() -> None:
    commune = CommuneRow.parent.is_(None)

    assert count(commune, CommuneRow.department.not_in(OVERSEAS_COLLECTIVITIES)) == 34_875
    assert count(~commune) == 45
    assert count(commune, CommuneRow.department == "69") == 266
    assert count(commune, CommuneRow.department == "42") == 320
    assert count(commune, CommuneRow.epci == "200046977") == 58
    assert count(CommuneRow.parent == "69123") == 9


def test_a_district_of_lyon_stands_in_every_jurisdiction_of_lyon() -> None:
    lyon = get_commune("69123")

    for code in range(69381, 69390):
        district = get_commune(str(code))
        assert district.territory_codes == lyon.territory_codes
        assert district.commune_insee == "69123"
        assert district.name.startswith("Lyon ")
    assert lyon.territory_codes == {
        "commune:69123", "arr:691", "epci:200046977", "court:lyon", "dep:69", "region:84", "fr",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("insee", "name", "court"),
    [
        ("42187", "Roanne", "roanne"),
        ("69010", "L'Arbresle", "lyon"),
        ("69243", "Tarare", "villefranche-tarare"),
        ("69264", "Villefranche-sur-Saône", "villefranche-tarare"),
        ("42094", "Feurs", "saint-etienne"),
        ("69141", "Mornant", "lyon"),
        ("42218", "Saint-Étienne", "saint-etienne"),
        ("25056", "Besançon", "besancon"),
        ("71076", "Chalon-sur-Saône", "chalon-sur-saone"),
        ("38185", "Grenoble", None),
        ("97411", "Saint-Denis", None),
    ],
)
def test_the_commercial_court_goes_by_commune(insee: str, name: str, court: str | None) -> None:
    commune = get_commune(insee)

    assert (commune.name, commune.court) == (name, court)


def test_a_postal_code_may_straddle_two_courts() -> None:
    courts_of_69380 = {commune.name: commune.court for commune in communes_of_postal_code("69380")}

    assert courts_of_69380["Chessy"] == "villefranche-tarare"
    assert courts_of_69380["Chasselay"] == "lyon"
    assert len(courts_of_69380) == 14
    assert {c.court for c in communes_of_postal_code("42510")} == {"roanne", "saint-etienne"}


def test_a_postal_code_of_lyon_gives_the_district_alone() -> None:
    assert [c.label for c in communes_of_postal_code("69003")] == ["Lyon 3e (69003)"]


@pytest.mark.parametrize(("former", "present"), [("69232", "69123"), ("01340", "01015"), ("69146", "69024")])
def test_a_former_commune_is_the_one_it_has_become(former: str, present: str) -> None:
    commune = find_commune(former)

    assert commune is not None
    assert commune.insee == present


def test_corsican_codes_are_read_in_either_case() -> None:
    assert find_commune("2a004") == find_commune("2A004") != None  # noqa: E711 - a chain reads as the sentence


def test_an_unknown_code_is_none_or_an_error_to_read() -> None:
    assert find_commune("99999") is None
    assert find_commune("42187\x00") is None
    assert list(communes_of_postal_code("42300\x00")) == []
    with pytest.raises(CommuneNotFound, match="99999"):
        get_commune("99999")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fr", "France"),
        ("region:84", "Auvergne-Rhône-Alpes"),
        ("dep:42", "Loire"),
        ("arr:422", "Roanne"),
        ("court:lyon", "Tribunal de commerce de Lyon"),
        ("epci:200046977", "Métropole de Lyon"),
        ("commune:42187", "Roanne"),
        ("dep:00", None),
        ("planet:earth", None),
        ("dep:42\x00", None),
        ("", None),
    ],
)
def test_a_territory_code_has_a_name(code: str, name: str | None) -> None:
    assert find_area_name(code) == name


def test_a_loader_learns_which_codes_name_nothing() -> None:
    assert list(unknown_territories(["dep:42", "epci:1", "fr", "commune:00000"])) == ["commune:00000", "epci:1"]


def test_every_commune_the_courts_list_exists_today() -> None:
    listed = {insee for court in courts().values() for insee in court.communes}
    present = session().execute(select(CommuneRow.insee).where(CommuneRow.insee.in_(listed))).scalars().all()

    assert listed - set(present) == set()


def test_the_four_courts_of_rhone_and_loire_share_all_their_communes() -> None:
    statement = (
        select(CommuneRow.court, func.count())
        .where(CommuneRow.department.in_(("42", "69")), CommuneRow.parent.is_(None))
        .group_by(CommuneRow.court)
    )

    assert dict(session().execute(statement).all()) == {
        "lyon": 155, "villefranche-tarare": 111, "saint-etienne": 207, "roanne": 113,
    }  # fmt: skip


def test_twenty_postal_codes_of_the_ten_departments_straddle_two_courts() -> None:
    pairs = (
        select(PostalCodeRow.code)
        .join(CommuneRow, CommuneRow.insee == PostalCodeRow.insee)
        .where(CommuneRow.court.is_not(None))
        .group_by(PostalCodeRow.code)
        .having(func.count(CommuneRow.court.distinct()) > 1)
    )

    assert len(session().execute(pairs).all()) == 20

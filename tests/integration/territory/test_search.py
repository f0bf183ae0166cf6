"""Autocompletion over the communes of France."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from care_triage.infra.db import session
from care_triage.territory.queries import search_communes

pytestmark = pytest.mark.usefixtures("france")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("roan", "Roanne (42300)"),
        ("ROANNE", "Roanne (42300)"),
        ("42300", "Roanne (42300)"),
        ("423", "Roanne (42300)"),
        ("42", "Saint-Étienne (42000)"),
        ("saint etienne", "Saint-Étienne (42000)"),
        ("st-etienne", "Saint-Étienne (42000)"),
        ("etienne", "Saint-Étienne (42000)"),
        ("arbresle", "L'Arbresle (69210)"),
        ("l'arbresle", "L'Arbresle (69210)"),
        ("l’arbresle", "L'Arbresle (69210)"),
        ("chalon s/saone", "Chalon-sur-Saône (71100)"),
        ("Roanne 42300", "Roanne (42300)"),
        ("42300 Roanne", "Roanne (42300)"),
        ("roanne 42", "Roanne (42300)"),
        ("saint-denis (974)", "Saint-Denis (97400)"),
        ("69003", "Lyon 3e (69003)"),
        ("Lyon 3e", "Lyon 3e (69003)"),
        ("lyon 3ème", "Lyon 3e (69003)"),
        ("lyon 03", "Lyon 3e (69003)"),
        ("lyon", "Lyon (69)"),
        ("paris 1er", "Paris 1er (75001)"),
        ("paris 1", "Paris 1er (75001)"),
        ("Œuilly", "Œuilly (51480)"),
        ("y", "Y (80190)"),
        ("arbignieu", "Arboys en Bugey (01300)"),
        ("roanne 69003", "Lyon 3e (69003)"),
    ],
)
def test_what_people_type_finds_the_place_first(typed: str, first: str) -> None:
    found = search_communes(typed)

    assert found
    assert found[0].label == first


@pytest.mark.parametrize("typed", ["", " ", "xxyyzz", "😀", "\u202e", "%", "_", "';--", "(", "~", "9" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert list(search_communes(typed)) == []


def test_a_name_that_exists_five_times_is_told_apart_by_department() -> None:
    savigny = [c for c in search_communes("Savigny", limit=30) if c.name == "Savigny"]

    assert len(savigny) == 5
    assert {c.department_name for c in savigny} == {"Rhône", "Haute-Savoie", "Manche", "Vosges", "Haute-Marne"}
    assert len({c.long_label for c in savigny}) == 5


def test_the_limit_is_kept_and_larger_towns_come_first_among_equals() -> None:
    found = search_communes("sainte colombe", limit=5)

    assert len(found) == 5
    assert [c.population for c in found] == sorted((c.population for c in found), reverse=True)


def test_communes_near_the_reader_come_first_among_equals() -> None:
    assert search_communes("Savigny", near=("88",))[0].label == "Savigny (88130)"
    assert search_communes("saint ju", near=("42", "69"))[0].label == "Saint-Just-Saint-Rambert (42170)"
    assert search_communes("saint-denis", near=("974",))[0].label == "Saint-Denis (97400)"


@given(text=st.text(max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_can_be_searched(text: str) -> None:
    assert len(search_communes(text)) <= 10


def test_a_search_is_answered_from_an_index() -> None:
    backend = session().get_bind().dialect.name
    explain = "EXPLAIN QUERY PLAN" if backend == "sqlite" else "EXPLAIN"
    statement = f"{explain} SELECT insee FROM commune_name WHERE search_name >= 'roan' AND search_name < 'roan~'"
    plan = " ".join(str(row) for row in session().execute(text(statement)))

    assert "SEARCH" in plan or "Index" in plan, plan

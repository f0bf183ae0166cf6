"""Cells said in words, in French and English."""

import pytest

from care_triage.rulebook.words.cells import Speech, activity_codes_in, place_codes, place_name
from care_triage.rules.vocabulary import Kind
from care_triage.territory.activities import activity_label
from care_triage.triage.document import FactSpec, ValueSpec
from care_triage.triage.explain import value_text
from care_triage.triage.records import Text

_FORMS = tuple(ValueSpec(code, Text(fr, en)) for code, fr, en in (
    ("ei", "Entreprise individuelle", "Sole trader"),
    ("sarl", "SARL", "Limited company"),
    ("sa", "SA", "Public company"),
))  # fmt: skip
_BODIES = (ValueSpec("urssaf", Text("Urssaf", "Urssaf")), ValueSpec("tva", Text("TVA", "VAT")))
_MANY = tuple(ValueSpec(f"c{number}", Text(f"Choix {number}", None)) for number in range(9))
FACTS = {
    spec.name: spec
    for spec in (
        FactSpec("legal_form", Kind.ENUM, Text("Forme juridique", "Legal form"), values=_FORMS),
        FactSpec("debts", Kind.SET, Text("Dettes", "Debts"), values=_BODIES),
        FactSpec("amount", Kind.MONEY, Text("Montant dû", "Amount owed"), unit="€"),
        FactSpec("staff", Kind.INTEGER, Text("Salariés", "Employees")),
        FactSpec("filed_on", Kind.DATE, Text("Date", "Date")),
        FactSpec("contested", Kind.BOOLEAN, Text("Contesté", "Disputed")),
        FactSpec("territory", Kind.CODE, Text("Territoire", "Territory")),
        FactSpec("naf", Kind.CODE, Text("Code d’activité (NAF)", "Activity code (NAF)")),
        FactSpec("many", Kind.ENUM, Text("Beaucoup", None), values=_MANY),
    )
}
_PLACES = {"arr:422": place_name("arr:422", "Roanne", "fr")}
_ACTIVITY_CELLS = (
    '"naf2:F"',
    'starts with(?, "naf2:43")',
    'not(starts with(?, "naf2025:43"), starts with(?, "naf2:43.22A"))',
)


def speech(locale: str = "fr") -> Speech:
    """The facts above, said in `locale`."""
    return Speech(FACTS, {name: spec.to_fact() for name, spec in FACTS.items()}, locale, _PLACES)


@pytest.mark.parametrize(
    ("fact", "cell", "french", "english"),
    [
        ("legal_form", '"ei","sarl"', "Entreprise individuelle ou SARL", "Sole trader or Limited company"),
        ("legal_form", 'not("sa")', "sauf SA", "except Public company"),
        ("legal_form", "unknown()", "inconnu", "unknown"),
        ("legal_form", "known()", "connu", "known"),
        ("legal_form", "-", "peu importe", "does not matter"),
        ("debts", 'list contains(?, "urssaf")', "Urssaf", "Urssaf"),
        (
            "debts",
            'list contains(?, "urssaf"), list contains(?, "tva")',
            "au moins un de : Urssaf, TVA",
            "at least one of: Urssaf, VAT",
        ),
        ("debts", 'not(list contains(?, "tva"))', "sauf TVA", "except VAT"),
        ("amount", ">= 10000", "au moins 10 000 €", "at least 10,000 €"),
        ("amount", "< 500.50", "moins de 500,50 €", "less than 500.50 €"),
        ("amount", "[100..200)", "de 100 € à moins de 200 €", "from 100 € to less than 200 €"),
        ("staff", "[10..50)", "de 10 à 49", "from 10 to 49"),
        ("staff", "10", "10", "10"),
        ("staff", "< 10, >= 50", "moins de 10 ou au moins 50", "less than 10 or at least 50"),
        ("filed_on", '>= date("2026-01-31")', "à partir du 31 janvier 2026", "from 31 January 2026 on"),
        (
            "filed_on",
            '[date("2026-01-01")..date("2026-02-01"))',
            "du 1er janvier 2026 au 31 janvier 2026",
            "from 1 January 2026 to 31 January 2026",
        ),
        ("contested", "true", "oui", "yes"),
        ("territory", '"arr:422"', "arrondissement de Roanne", "arrondissement de Roanne"),
        ("territory", 'starts with(?, "commune:42")', "commence par « commune:42 »", "starts with “commune:42”"),
    ],
)
def test_a_cell_in_both_languages(fact: str, cell: str, french: str, english: str) -> None:
    for locale, wanted in (("fr", french), ("en", english)):
        told = speech(locale).chip(fact, cell).text
        assert told.replace("\u202f", " ").replace("\xa0", " ") == wanted


def test_a_long_list_is_cut_unless_all_is_wanted() -> None:
    cell = ",".join(f'"c{number}"' for number in range(9))
    assert speech().chip("many", cell).text.endswith("Choix 3 ou 5 autres")
    assert "Choix 8" not in speech().chip("many", cell).text
    assert "Choix 8" in speech().chip("many", cell, whole=True).text


def test_a_cell_that_cannot_be_read_is_shown_with_the_reason() -> None:
    chip = speech().chip("legal_form", '"gmbh"')
    assert chip.text == '"gmbh"'
    assert "gmbh" in (chip.problem or "")
    assert speech("en").chip("ghost", "-").problem == "There is no fact named “ghost”."


@pytest.mark.parametrize(
    ("code", "name", "french", "english"),
    [
        ("arr:422", "Roanne", "arrondissement de Roanne", "arrondissement of Roanne"),
        ("arr:431", "Yssingeaux", "arrondissement d’Yssingeaux", "arrondissement of Yssingeaux"),
        ("commune:1", "Le Coteau", "commune du Coteau", "town of Le Coteau"),
        (
            "court:lyon",
            "Tribunal de commerce de Lyon",
            "ressort du tribunal de commerce de Lyon",
            "area of Tribunal de commerce de Lyon",
        ),
        ("dep:42", "Loire", "département Loire", "department of Loire"),
        ("fr", None, "toute la France", "the whole of France"),
        ("dep:99", None, "dep:99", "dep:99"),
        ("moon", None, "moon", "moon"),
    ],
)
def test_the_name_of_a_territory(code: str, name: str | None, french: str, english: str) -> None:
    assert place_name(code, name, "fr") == french
    assert place_name(code, name, "en") == english


def test_the_places_that_cells_name() -> None:
    assert place_codes(['"arr:422","fr"', 'not("court:lyon")', '"sarl"']) == {"arr:422", "fr", "court:lyon"}


@pytest.mark.parametrize(
    ("cell", "french", "english"),
    [
        (_ACTIVITY_CELLS[0], "F Construction", "F Construction"),
        (_ACTIVITY_CELLS[1], "commence par 43 Travaux de construction spécialisés", "starts with 43 Travaux de"),
        (
            _ACTIVITY_CELLS[2],
            "ne commence pas par 43 Travaux de construction spécialisés (NAF 2025) ou 43.22A Travaux d’installation d’eau",
            "does not start with 43",
        ),
    ],
)
def test_activity_codes_are_said_by_their_labels(cell: str, french: str, english: str) -> None:
    for locale, expected in (("fr", french), ("en", english)):
        labels = {code: activity_label(code, locale) for code in activity_codes_in([cell])}
        said = Speech(FACTS, {name: spec.to_fact() for name, spec in FACTS.items()}, locale, labels)
        assert said.chip("naf", cell).text.startswith(expected)


def test_a_firm_s_activity_is_said_by_its_most_precise_code() -> None:
    codes = frozenset({"naf2:F", "naf2:43", "naf2:43.2", "naf2:43.22", "naf2:43.22A"})
    assert value_text(FACTS["naf"], codes, "fr").startswith("43.22A Travaux d’installation d’eau")
    assert value_text(FACTS["territory"], frozenset({"fr"}), "fr") == "fr"

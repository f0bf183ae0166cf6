"""What a firm of the register answers, and what it leaves to its owner."""

from dataclasses import replace
from pathlib import Path

import pytest

from care_triage.firms.policy import answers_of
from care_triage.firms.trades import trades
from care_triage.firms.types import FoundFirm
from care_triage.rulebook.catalogue.reader import read_contents

_BAKER = FoundFirm("99999100300016", activity="naf2:10.71C", legal_category="5499", staff_band="03", is_craft=True)


def _answers(firm: FoundFirm, edges: tuple[int, ...] = ()) -> dict[str, object]:
    return {name: answer.value for name, answer in answers_of(firm, trades(), edges).items()}


def test_a_baker_answers_four_questions() -> None:
    assert _answers(_BAKER) == {"naf": "naf2:10.71C", "activity": "artisanat", "legal_form": "sarl", "employees": 6}


@pytest.mark.parametrize(
    ("naf", "category", "band", "activity"),
    [
        ("naf2:43.22A", "5499", "02", "artisanat"),
        ("naf2:43.22A", "5499", "12", "services"),
        ("naf2:43.22A", "5499", "11", None),  # ten, or nineteen
        ("naf2:43.22A", "1000", "", None),
        ("naf2:56.10A", "5710", "", "commerce"),
        ("naf2:56.10C", "5710", "", None),
        ("naf2:70.22Z", "1000", "", "liberal"),
        ("naf2:70.22Z", "5720", "", "services"),
        ("naf2:69.10Z", "1000", "", "liberal_juridique"),
        ("naf2:69.10Z", "5485", "02", "liberal_juridique"),
        ("naf2:86.90D", "1000", "", "liberal"),
        ("naf2:86.90A", "5499", "03", "artisanat"),
        ("naf2:01.21Z", "1000", "", "agricole"),
        ("naf2:68.20B", "6540", "", "civile"),
        ("naf2:94.99Z", "9220", "", "association"),
        ("naf2:47.72A", "5499", "02", "commerce"),
        ("naf2:24.51Z", "5599", "22", "industrie"),
        ("naf2025:43.22G", "5499", "02", "artisanat"),
        ("", "5499", "02", None),
    ],
)
def test_the_activity_is_answered_only_where_the_register_tells_it(
    naf: str, category: str, band: str, activity: str | None
) -> None:
    firm = replace(_BAKER, activity=naf, legal_category=category, staff_band=band, is_craft=False)
    assert _answers(firm).get("activity") == activity


@pytest.mark.parametrize(
    ("category", "form"),
    [
        ("1000", "ei"), ("5498", "eurl"), ("5499", "sarl"), ("5720", "sasu"), ("5710", "sas"), ("5599", "sa"),
        ("5202", "snc"), ("5458", "scop"), ("5785", "sel"), ("6598", "societe_agricole"), ("6540", "sci"),
        ("9220", "association"), ("7210", None), ("5308", None), ("", None),
    ],
)  # fmt: skip
def test_the_legal_form_follows_the_category_of_insee(category: str, form: str | None) -> None:
    assert _answers(replace(_BAKER, legal_category=category)).get("legal_form") == form


def test_a_staff_band_answers_only_where_rules_read_every_number_in_it_alike() -> None:
    assert _answers(_BAKER, (5, 10))["employees"] == 6
    assert "employees" not in _answers(_BAKER, (8,))
    assert "employees" not in _answers(replace(_BAKER, staff_band="NN"))
    assert answers_of(_BAKER, trades())["employees"].shown == {"fr": "6 à 9", "en": "6 to 9"}


def test_every_answer_is_a_code_of_the_vocabulary() -> None:
    catalogue = read_contents(Path("care_triage/data"))
    facts = catalogue.document.fact_by_name
    activities = {value.code for value in facts["activity"].values}
    said = {text for trade in trades() for text in (trade.activity, trade.small, trade.large, trade.single) if text}
    assert said <= activities
    assert all(trade.status in "VPG" and trade.source for trade in trades())

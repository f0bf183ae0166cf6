"""Activity codes of two nomenclatures, from section to sub-class."""

from datetime import date

import pytest

from care_triage.rules import Fact, Kind, RuleTable, Vocabulary, read_rule
from care_triage.territory import activities
from care_triage.territory.activities import (
    activity_code,
    activity_codes,
    activity_label,
    knows_activity,
    search_activities,
)


def test_every_level_is_there() -> None:
    labels = activities._labels()
    lengths = [len(code) for code in labels]
    # Insee, NAF rev. 2: 21 sections, 88 divisions, 272 groups, 732 sub-classes.
    assert [lengths.count(length) for length in (1, 2, 4, 6)] == [21, 88, 272, 732]
    assert all(label and label == label.strip() for label in labels.values())


def test_a_code_brings_everything_above_it() -> None:
    assert activity_codes("naf2:43.22A") == {"naf2:F", "naf2:43", "naf2:43.2", "naf2:43.22", "naf2:43.22A"}
    assert activity_codes("naf2025:62.10Y") == {
        "naf2025:K", "naf2025:62", "naf2025:62.1", "naf2025:62.10", "naf2025:62.10Y",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [("4322A", "naf2:43.22A"), ("43.22 a", "naf2:43.22A"), ("10.71Y", "naf2025:10.71Y"), ("95.31G", "naf2025:95.31G")],
)
def test_a_code_says_its_nomenclature(typed: str, code: str) -> None:
    assert activity_code(typed) == code


@pytest.mark.parametrize(
    "code", ["naf2:F", "naf2:43", "naf2:43.2", "naf2:43.22", "naf2:43.22A", "naf2025:62", "naf2025:V"]
)
def test_codes_that_exist_are_known(code: str) -> None:
    assert knows_activity(code)


@pytest.mark.parametrize(
    "code", ["", "43", "naf2:", "naf2:99.99Z", "naf2:V", "naf2025:45", "naf3:43", "naf2:4", "naf2:43.22a"]
)
def test_codes_that_do_not_exist_are_not(code: str) -> None:
    assert not knows_activity(code)


def test_labels_are_short_and_in_two_languages_for_sections() -> None:
    assert activity_label("naf2:43") == "43 Travaux de construction spécialisés"
    assert activity_label("naf2:F", "en") == "F Construction"
    assert activity_label("naf2025:K") == "K Télécommunications, informatique et services d’information (NAF 2025)"
    assert activity_label("naf2:77.77Z") == "77.77Z"


def test_codes_are_found_by_words_and_numbers() -> None:
    assert search_activities("56.1")[0] == "naf2:56.1"
    assert "naf2:96.02A" in search_activities("coiffure")
    assert search_activities("  ") == ()


@pytest.mark.parametrize(
    ("cell", "fires"),
    [
        ('"naf2:F"', True), ('"naf2:43"', True), ('"naf2:43.22A"', True), ('"naf2:43.21A"', False),
        ('starts with(?, "naf2:43")', True), ('not(starts with(?, "naf2:43"))', False), ('not("naf2:F")', False),
        ('"naf2025:F"', False),
    ],
)  # fmt: skip
def test_rules_read_a_code_at_every_level(cell: str, fires: bool) -> None:
    vocabulary = Vocabulary([Fact("naf", Kind.CODE)])
    table = RuleTable.compile(vocabulary, [read_rule(vocabulary, "r", {"naf": cell})])
    assert bool(table.decide({"naf": activity_codes("naf2:43.22A")}, date(2026, 1, 1)).fired) is fires

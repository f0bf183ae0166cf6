"""A wrong cell is refused with its rule, its fact and the exact character."""

import pytest

from care_triage.rules import CellError, RuleError, parse_cell, read_rule
from tests.unit.rules.strategies import VOCABULARY


@pytest.mark.parametrize(
    ("name", "cell", "key", "offset"),
    [
        ("subject", "", "empty_cell", 0),
        ("subject", "   ", "empty_cell", 3),
        ("subject", '"debts"', "unknown_code", 0),
        ("subject", '"debt", "Debt"', "unknown_code", 8),
        ("subject", '"debt" "cessation"', "left_over", 7),
        ("subject", '"debt",', "cut_short", 7),
        ("subject", '"debt', "open_string", 0),
        ("subject", '"de\\bt"', "bad_escape", 3),
        ("subject", "debt", "unknown_word", 0),
        ("subject", "“debt”", "curly_quote", 0),
        ("subject", "'debt'", "curly_quote", 0),
        ("subject", '\u00a0"debt"', "bad_character", 0),
        ("subject", 'starts with(?, "de")', "expected", 0),
        ("subject", 'not("debt"', "cut_short", 10),
        ("subject", 'not(not("debt"))', "nested_not", 4),
        ("subject", 'not("debt"))', "left_over", 11),
        ("subject", "not(-)", "expected", 4),
        ("subject", '-"debt"', "expected", 0),
        ("subject", "known()()", "left_over", 7),
        ("subject", "known(", "cut_short", 6),
        ("subject", 'known(), "debt"', "left_over", 7),
        ("territory", '"dep:42", starts with(?, "dep:")', "mixed_tests", 10),
        ("territory", 'starts with(?, "comune:")', "unknown_prefix", 15),
        ("territory", 'starts with(?, "")', "unknown_prefix", 15),
        ("territory", 'starts(?, "dep:")', "expected", 6),
        ("naf", '" 47"', "unknown_code", 0),
        ("naf", '"４７"', "unknown_code", 0),
        ("employees", "ten", "unknown_word", 0),
        ("employees", '"10"', "expected", 0),
        ("employees", "10.5", "not_whole", 0),
        ("employees", "-10.5", "not_whole", 0),
        ("employees", "1.2.3", "bad_number", 0),
        ("employees", "10.", "bad_number", 0),
        ("employees", ">= 99999999999999999", "out_of_bounds", 3),
        ("employees", "< 10, >= 10", "always_true", 0),
        ("employees", "not(< 10, >= 10)", "never_true", 0),
        ("employees", "5, [50..10)", "never_true", 3),
        ("employees", "[10..10)", "never_true", 0),
        ("employees", "[10, 50)", "expected", 3),
        ("employees", "[10..50", "cut_short", 7),
        ("employees", "10 000", "left_over", 3),
        ("employees", "1e3", "left_over", 1),
        ("employees", 'date("2026-01-01")', "expected", 0),
        ("turnover", "< 0.001", "not_cents", 2),
        ("turnover", "< 10 €", "bad_character", 5),
        ("cessation_on", 'date("2026-02-30")', "bad_date", 5),
        ("cessation_on", '< date("26-02-01")', "bad_date", 7),
        ("cessation_on", '< date("2026-W01-1")', "bad_date", 7),
        ("cessation_on", '< date("1200-01-01")', "out_of_bounds", 2),
        ("cessation_on", "< 2026", "expected", 2),
        ("farmer", "yes", "unknown_word", 0),
        ("farmer", '"true"', "expected", 0),
        ("farmer", "true, false", "left_over", 4),
        ("debts", '"fiscal"', "expected", 0),
        ("debts", 'list contains("fiscal")', "expected", 14),
        ("debts", 'list contains(?, "tax")', "unknown_code", 17),
        ("debts", 'list contains(?, "fiscal"', "cut_short", 25),
    ],
)
def test_a_wrong_cell_is_refused_at_the_exact_character(name: str, cell: str, key: str, offset: int) -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(cell, VOCABULARY[name], rule_id="r1")
    error = caught.value
    assert (error.key, error.offset, error.fact, error.rule_id) == (key, offset, name, "r1")


def test_a_refusal_can_be_read_in_french_and_in_english() -> None:
    with pytest.raises(CellError) as caught:
        parse_cell('"dett"', VOCABULARY["subject"], rule_id="urssaf-dette")
    error = caught.value
    assert error.message() == "Le code «\u00a0dett\u00a0» n’existe pas pour cette information."
    assert error.message("en") == "Code “dett” is unknown here."
    assert str(error) == "rule urssaf-dette, fact subject, character 1: Code “dett” is unknown here."


def test_a_row_is_refused_with_its_rule_and_its_fact() -> None:
    with pytest.raises(CellError, match="rule r7, fact employees, character 3"):
        read_rule(VOCABULARY, "r7", {"subject": '"debt"', "employees": "< x"})
    with pytest.raises(RuleError, match="rule r7, fact staff: There is no fact named “staff”"):
        read_rule(VOCABULARY, "r7", {"staff": "< 10"})


def test_a_cell_that_is_not_a_text_is_refused() -> None:
    with pytest.raises(CellError, match="A cell is a text, got: 12"):
        parse_cell(12, VOCABULARY["employees"])  # type: ignore[arg-type]

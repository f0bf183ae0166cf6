"""What each written form of a condition means, and that writing it back keeps the meaning."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import Condition, In, Known, StartsWith, Unknown, parse_cell, write_cell
from tests.unit.rules import naive
from tests.unit.rules.strategies import VOCABULARY, conditions

LYON = frozenset({"commune:69123", "dep:69", "region:84", "fr"})
BAKER = frozenset({"47", "47.1", "47.11"})


@pytest.mark.parametrize(
    ("name", "cell", "accepted", "refused"),
    [
        ("subject", '"debt"', ["debt"], ["cessation"]),
        ("subject", '"debt","cessation"', ["debt", "cessation"], ["dispute"]),
        ("subject", 'not("debt", "cessation")', ["dispute"], ["debt", "cessation"]),
        ("territory", '"dep:69"', ["dep:69", LYON], ["dep:42", frozenset({"dep:42", "fr"})]),
        ("territory", 'not("court:roanne", "dep:69")', ["dep:42"], [LYON, "court:roanne"]),
        ("naf", 'starts with(?, "47")', ["47.11F", BAKER], ["01.11Z", "4"]),
        ("sector", 'starts with(?, "47.11"), starts with(?,"01")', ["47.11F", "01"], ["47.1", "56.10A"]),
        ("naf", 'not(starts with(?, "01"))', ["47.11F", "4"], ["01", "01.11Z"]),
        ("employees", "10", [10], [9, 11]),
        ("employees", "-5", [-5], [5, -4, -6]),
        ("employees", "< 10", [9, -1], [10, 11]),
        ("employees", "<= 10", [10], [11]),
        ("employees", "> 10", [11], [10]),
        ("employees", ">= 10", [10], [9]),
        ("employees", "[10..50)", [10, 49], [9, 50]),
        ("employees", "[10..50]", [10, 50], [9, 51]),
        ("employees", "(10..50)", [11, 49], [10, 50]),
        ("employees", "]10..50[", [11, 49], [10, 50]),
        ("employees", "< 0, 5, >= 10", [-1, 5, 10], [0, 4, 6, 9]),
        ("employees", "not([10..50), 60)", [9, 50, 61], [10, 49, 60]),
        ("turnover", "> 10", [Decimal("10.01")], [Decimal(10), Decimal("9.99")]),
        ("turnover", "<= 1234.5", [Decimal("1234.50")], [Decimal("1234.51")]),
        ("turnover", "[0..0.02)", [Decimal("0.01"), Decimal(0)], [Decimal("-0.01"), Decimal("0.02")]),
        ("cessation_on", '>= date("2026-01-01")', [date(2026, 1, 1)], [date(2025, 12, 31)]),
        ("cessation_on", '<= date("2024-02-29")', [date(2024, 2, 29)], [date(2024, 3, 1)]),
        ("cessation_on", '[date("2026-01-01")..date("2026-02-01"))', [date(2026, 1, 31)], [date(2026, 2, 1)]),
        ("farmer", "true", [True], [False]),
        ("farmer", "false", [False], [True]),
        ("farmer", "not(true)", [False], [True]),
        ("debts", 'list contains(?, "fiscal")', [frozenset({"fiscal", "bank"})], [frozenset({"bank"}), frozenset()]),
        (
            "debts",
            'list contains(?, "fiscal"), list contains(?, "social")',
            [frozenset({"social"})],
            [frozenset({"bank"}), frozenset()],
        ),
        ("debts", 'not(list contains(?, "fiscal"))', [frozenset(), frozenset({"bank"})], [frozenset({"fiscal"})]),
        ("employees", "known()", [0], [None]),
        ("employees", "unknown()", [None], [0]),
        ("farmer", "not(unknown())", [False], [None]),
        ("debts", "not( known ( ) )", [None], [frozenset()]),
    ],
)
def test_a_cell_accepts_and_refuses(name: str, cell: str, accepted: list[object], refused: list[object]) -> None:
    condition = parse_cell(cell, VOCABULARY[name])
    assert condition is not None
    assert [naive.truth(condition, value) for value in accepted] == [True] * len(accepted)
    assert [naive.truth(condition, value) for value in refused] == [False] * len(refused)


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_a_dash_says_that_the_fact_does_not_matter(name: str) -> None:
    assert parse_cell(" - ", VOCABULARY[name]) is None
    assert write_cell(None, VOCABULARY[name]) == "-"


@pytest.mark.parametrize(
    ("name", "cell", "written"),
    [
        ("subject", '  "dispute" ,"debt"\n', '"debt", "dispute"'),
        ("employees", "(9..49]", "[10..50)"),
        ("employees", "<= 9, [10..11), 30", "< 11, 30"),
        ("employees", "not(< 10)", ">= 10"),
        ("turnover", "<= 99.99", "< 100"),
        ("turnover", "> 10.5", ">= 10.51"),
        ("turnover", "-0.5", "-0.50"),
        ("cessation_on", '> date("2024-02-28")', '>= date("2024-02-29")'),
        ("farmer", "not(false)", "true"),
        ("debts", 'not(list  contains( ? ,"bank" ))', 'not(list contains(?, "bank"))'),
    ],
)
def test_a_cell_is_written_back_in_one_canonical_form(name: str, cell: str, written: str) -> None:
    assert write_cell(parse_cell(cell, VOCABULARY[name]), VOCABULARY[name]) == written


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(VOCABULARY)).flatmap(lambda name: st.tuples(st.just(name), conditions(VOCABULARY[name]))))
def test_what_is_written_is_read_back_as_the_same_condition(drawn: tuple[str, Condition]) -> None:
    name, condition = drawn
    assert parse_cell(write_cell(condition, VOCABULARY[name]), VOCABULARY[name]) == condition


def test_quotes_and_backslashes_in_a_code_survive_a_round_trip() -> None:
    condition = In(frozenset({'say "hi"', "back\\slash", "a, (b) ?"}))
    assert parse_cell(write_cell(condition, VOCABULARY["naf"]), VOCABULARY["naf"]) == condition


def test_known_and_unknown_are_the_only_tests_that_answer_on_an_unknown_fact() -> None:
    assert naive.truth(Known(), None) is False
    assert naive.truth(Unknown(), None) is True
    assert naive.truth(StartsWith(frozenset({"4"})), None) is None

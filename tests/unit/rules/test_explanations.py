"""The compact explanation: every rule is in it, and nothing is decided again to read it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import Explanation, Rule, RuleError, RuleTable, Status, read_rule
from tests.unit.rules import naive
from tests.unit.rules.strategies import VOCABULARY, days, facts, tables

TODAY = date(2026, 1, 15)


def _table(**cells: dict[str, str]) -> RuleTable:
    return RuleTable.compile(VOCABULARY, [read_rule(VOCABULARY, name, row) for name, row in cells.items()])


DECISION = _table(
    base={"subject": '"debt"'},
    large={"subject": '"debt"', "employees": ">= 50"},
    farm={"subject": '"debt"', "farmer": "true", "employees": "< 10"},
    both={"farmer": "true", "employees": ">= 50"},
    other={"subject": '"cessation"'},
    later={"subject": '"debt"', "cessation_on": "known()", "naf": '"47"'},
).decide({"subject": "debt", "employees": 3, "farmer": False}, on=TODAY)


def test_near_misses_stand_under_the_one_fact_they_failed_on() -> None:
    near = DECISION.explanations.near_misses()
    assert near == {"subject": ("other",), "employees": ("large",), "farmer": ("farm",), "cessation_on": ("later",)}


def test_rules_about_another_subject_may_be_left_out_and_the_first_ones_kept() -> None:
    explanations = DECISION.explanations
    assert "other" not in sum(explanations.near_misses(within=("subject",)).values(), ())
    assert explanations.near_misses(2) == {"employees": ("large",), "farmer": ("farm",)}
    assert explanations.near_misses(0) == {}


def test_every_rule_has_its_explanation_in_rule_order() -> None:
    explanations = DECISION.explanations
    assert list(explanations) == ["base", "large", "farm", "both", "other", "later"]
    assert len(explanations) == 6
    assert explanations["both"] == Explanation("both", Status.FAILED, ("employees", "farmer"))
    assert explanations["base"].status is Status.FIRED
    with pytest.raises(RuleError):
        explanations["nobody"]


@settings(deadline=None, max_examples=200)
@given(rules=tables(), seen=facts(), on=days())
def test_the_masks_say_what_the_naive_evaluator_says(rules: list[Rule], seen: dict[str, object], on: date) -> None:
    decision = RuleTable.compile(VOCABULARY, rules).decide(seen, on)
    explanations, expected = decision.explanations, naive.decide(rules, seen, on)
    refusing = {(rule, name) for name, mask in explanations.refusing.items() for rule in decision.ids(mask)}
    awaited = {(rule, name) for name, mask in explanations.awaited.items() for rule in decision.ids(mask)}
    assert refusing == {(rule, name) for rule, names in expected.failed.items() for name in names}
    assert awaited == {(rule, name) for rule, names in expected.undecided.items() for name in names}


@settings(deadline=None, max_examples=100)
@given(rules=tables(), seen=facts(), on=days(), limit=st.integers(0, 5))
def test_limited_near_misses_are_the_first_of_the_table(
    rules: list[Rule], seen: dict[str, object], on: date, limit: int
) -> None:
    explanations = RuleTable.compile(VOCABULARY, rules).decide(seen, on).explanations
    few = [rule for ids in explanations.near_misses(limit).values() for rule in ids]
    every = [rule for ids in explanations.near_misses().values() for rule in ids]
    order = [rule.id for rule in rules]
    assert sorted(few, key=order.index) == sorted(every, key=order.index)[:limit]

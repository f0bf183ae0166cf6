"""The indexed engine against the naive evaluator."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import Known, Rule, RuleTable, Unknown
from tests.unit.rules import naive
from tests.unit.rules.strategies import VOCABULARY, days, facts, tables


@settings(deadline=None, max_examples=400)
@given(rules=tables(), seen=facts(), on=days())
def test_the_index_says_for_every_rule_what_the_naive_evaluator_says(
    rules: list[Rule], seen: dict[str, object], on: date
) -> None:
    assert not naive.disagreement(VOCABULARY, rules, seen, on)


@settings(deadline=None, max_examples=100)
@given(rules=tables(), seen=facts(), on=days())
def test_explaining_one_rule_says_what_spelling_out_all_of_them_says(
    rules: list[Rule], seen: dict[str, object], on: date
) -> None:
    decision = RuleTable.compile(VOCABULARY, rules).decide(seen, on)
    expected = naive.decide(rules, seen, on)
    for rule in rules:
        explanation = decision.explain(rule.id)
        because = expected.failed.get(rule.id) or expected.undecided.get(rule.id) or set()
        assert set(explanation.facts) == because
        assert (explanation.status == "fired") == (rule.id in expected.fired)
        assert (explanation.status == "failed") == (rule.id in expected.failed)
        assert (explanation.status == "undecided") == (rule.id in expected.undecided)
        assert (explanation.status == "not_in_force") == (rule.id in expected.not_in_force)


@settings(deadline=None, max_examples=200)
@given(rules=tables(), seen=facts(), more=facts(), on=days())
def test_learning_a_fact_never_takes_back_what_was_settled_without_presence_tests(
    rules: list[Rule], seen: dict[str, object], more: dict[str, object], on: date
) -> None:
    """Three values are honest: more knowledge moves an undecided rule, never a fired or a failed one."""
    steady = [rule for rule in rules if not any(_tests_presence(c) for c in rule.conditions.values())]
    table = RuleTable.compile(VOCABULARY, steady)
    before = table.decide(seen, on)
    known = {name: value for name, value in seen.items() if value is not None}
    after = table.decide({**more, **known}, on)
    assert set(before.fired) <= set(after.fired)
    assert set(before.failed) <= set(after.failed)


def _tests_presence(condition: object) -> bool:
    return isinstance(condition, (Known, Unknown))


@pytest.mark.parametrize("size", [1_000, 10_000])
@settings(deadline=None, max_examples=4)
@given(pool=tables(longest=30), seed=st.integers(0, 1_000), seen=facts(), on=days())
def test_a_table_of_thousands_of_rules_decides_like_the_naive_evaluator(
    size: int, pool: list[Rule], seed: int, seen: dict[str, object], on: date
) -> None:
    assert not naive.disagreement(VOCABULARY, _many(size, pool, seed), seen, on)


def _many(size: int, pool: list[Rule], seed: int) -> list[Rule]:
    """Thousands of rules from a few drawn ones: each mixes the conditions of two and the dates of one."""
    shuffle = random.Random(seed)  # noqa: S311 - rules are drawn again, not kept secret.
    pool = [*pool, Rule("always")]
    rules = []
    for number in range(size):
        left, right = shuffle.choice(pool), shuffle.choice(pool)
        mixed = dict([*left.conditions.items(), *right.conditions.items()][: shuffle.randrange(6)])
        rules.append(Rule(f"r{number}", mixed, number, left.valid_from, left.valid_until))
    return rules

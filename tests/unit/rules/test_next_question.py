"""The engine's part of asking: which rules are certain, which are open, and on which facts they hang."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import Rule, RuleTable, read_rule
from care_triage.rules.next_question import OpenFact, Prospects, next_question
from tests.unit.rules import naive
from tests.unit.rules.strategies import VOCABULARY, days, facts, tables

TODAY = date(2026, 1, 15)


def _table(**cells: dict[str, str]) -> RuleTable:
    return RuleTable.compile(VOCABULARY, [read_rule(VOCABULARY, name, row) for name, row in cells.items()])


TABLE = _table(
    base={"subject": '"debt"'},
    large={"subject": '"debt"', "employees": ">= 50", "farmer": "false"},
    farm={"subject": '"debt"', "farmer": "true"},
    silent={"subject": '"debt"', "cessation_on": "unknown()"},
    other={"subject": '"cessation"', "naf": '"47"'},
)


def test_what_is_known_leaves_certain_and_open_rules() -> None:
    prospects = Prospects(TABLE.decide({"subject": "debt"}, TODAY), ["farmer", "employees"])
    assert prospects.certain == ("base", "silent")
    assert prospects.open == ("large", "farm")
    assert prospects.possible == ("base", "large", "farm", "silent")
    assert set(prospects.unknown) == {"farmer", "employees"}


def test_the_fact_that_settles_most_is_asked_first_and_names_its_rules() -> None:
    decision = TABLE.decide({"subject": "debt"}, TODAY)
    assert next_question(decision, ["employees", "farmer"]) == OpenFact("farmer", ("large", "farm"), 1.5)
    assert next_question(decision, ["employees"]) is None  # Nobody can learn whether "large" is a farmer.
    assert next_question(decision, ["naf"]) is None  # The subject has settled its only reader.
    assert next_question(decision, []) is None


def test_weights_decide_and_a_rule_that_weighs_nothing_is_not_asked_for() -> None:
    decision = TABLE.decide({"subject": "debt"}, TODAY)
    first = next_question(decision, ["employees", "farmer"], lambda _: {"large": 1, "farm": 0})
    assert first == OpenFact("employees", ("large",), 0.5)  # Of two equal facts, the one the vocabulary names first.
    assert next_question(decision, ["employees", "farmer"], lambda _: {}) is None


def test_an_answer_may_also_silence_a_rule() -> None:
    found = next_question(TABLE.decide({"subject": "debt"}, TODAY), ["cessation_on"])
    assert found == OpenFact("cessation_on", ("silent",), 1)


@settings(deadline=None, max_examples=200)
@given(rules=tables(), seen=facts(), more=facts(), learnable=st.sets(st.sampled_from(sorted(VOCABULARY))), on=days())
def test_learning_moves_open_rules_only_and_only_through_the_facts_they_hang_on(
    rules: list[Rule], seen: dict[str, object], more: dict[str, object], learnable: set[str], on: date
) -> None:
    prospects = Prospects(RuleTable.compile(VOCABULARY, rules).decide(seen, on), learnable)
    found = prospects.facts(dict.fromkeys(prospects.open, 1))
    assert {rule for fact in found for rule in fact.rules} == set(prospects.open)
    learned = {name: value for name, value in more.items() if name in learnable and seen.get(name) is None}
    after = naive.decide(rules, seen | learned, on).fired
    assert set(prospects.certain) <= set(after) <= set(prospects.possible)
    # Facts that no question names move nothing.
    named = {fact.name for fact in found}
    useful = {name: value for name, value in learned.items() if name in named}
    assert naive.decide(rules, seen | useful, on).fired == after

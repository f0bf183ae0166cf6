"""A table refuses rules that could not mean anything, and is known by the hash of its content."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given, settings

from care_triage.rules import (
    AnyOf,
    Condition,
    Fact,
    In,
    Is,
    Kind,
    Known,
    Rule,
    RuleError,
    RuleTable,
    Span,
    StartsWith,
    Vocabulary,
    Within,
    codes,
    read_rule,
    write_cell,
)
from tests.unit.rules.strategies import VOCABULARY, tables


@pytest.mark.parametrize(
    ("name", "condition", "key"),
    [
        ("nobody", Known(), "unknown_fact"),
        ("employees", Is(True), "wrong_condition"),
        ("employees", In(frozenset({"1"})), "wrong_condition"),
        ("subject", AnyOf(frozenset({"debt"})), "wrong_condition"),
        ("subject", StartsWith(frozenset({"de"})), "wrong_condition"),
        ("subject", In(frozenset()), "empty_condition"),
        ("subject", In(frozenset({"debts"})), "unknown_code"),
        ("naf", StartsWith(frozenset()), "empty_condition"),
        ("sector", StartsWith(frozenset({""})), "unknown_prefix"),
        ("naf", StartsWith(frozenset({""})), "unknown_prefix"),
        ("employees", Within(()), "never_true"),
        ("employees", Within((Span(5, 5),)), "never_true"),
        ("employees", Within((Span(None, 5), Span(5, None))), "always_true"),
        ("employees", Within((Span(None, 10**16),)), "out_of_bounds"),
    ],
)
def test_a_condition_that_does_not_suit_its_fact_is_refused(name: str, condition: Condition, key: str) -> None:
    with pytest.raises(RuleError) as caught:
        RuleTable.compile(VOCABULARY, [Rule("good"), Rule("bad", {name: condition})])
    assert (caught.value.key, caught.value.rule_id, caught.value.fact) == (key, "bad", name)


@pytest.mark.parametrize("name", ["", " x", "a\nb", "x" * 201, "\u202e", 5])
def test_a_rule_without_a_proper_id_is_refused(name: str) -> None:
    with pytest.raises(RuleError, match="is not a rule id"):
        RuleTable.compile(VOCABULARY, [Rule(name)])


def test_two_rules_with_one_id_are_refused() -> None:
    with pytest.raises(RuleError, match="Rule “r” appears twice"):
        RuleTable.compile(VOCABULARY, [Rule("r"), Rule("s"), Rule("r")])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 2), date(2026, 1, 1)),
        (date(1, 1, 1), None),
        (None, date.max),
        (datetime(2026, 1, 1), None),  # noqa: DTZ001 - a datetime is what must be refused.
    ],
)
def test_validity_dates_must_be_dates_in_order(first: date | None, last: date | None) -> None:
    with pytest.raises(RuleError, match="last day of validity"):
        RuleTable.compile(VOCABULARY, [Rule("r", valid_from=first, valid_until=last)])


def test_a_rule_may_be_valid_for_one_day() -> None:
    day = date(2026, 1, 1)
    table = RuleTable.compile(VOCABULARY, [Rule("r", valid_from=day, valid_until=day)])
    assert table.decide({}, day).fired == ("r",)


def test_a_rule_is_found_by_its_id_and_keeps_its_place() -> None:
    table = RuleTable.compile(VOCABULARY, [Rule("a"), Rule("b", outputs={"partner": "urssaf"})])
    assert table.rule("b").outputs == {"partner": "urssaf"}
    assert table.position("b") == 1
    with pytest.raises(RuleError, match="no rule “c”"):
        table.rule("c")


def test_a_rule_does_not_follow_later_changes_of_its_conditions() -> None:
    conditions: dict[str, Condition] = {"farmer": Is(True)}
    rule = Rule("r", conditions)
    conditions.clear()
    assert dict(rule.conditions) == {"farmer": Is(True)}


class Role(StrEnum):
    """A role, as triage has them."""

    LEAD = "lead"


@dataclass(frozen=True)
class Outcome:
    """Outputs, as triage has them."""

    partner: str
    role: Role
    hours: Decimal
    tags: frozenset[str]


OUTCOME = Outcome("urssaf", Role.LEAD, Decimal("16.0"), frozenset({"b", "a"}))


def _hash(*rules: Rule, vocabulary: Vocabulary = VOCABULARY) -> str:
    return RuleTable.compile(vocabulary, rules).table_hash


def _rule(cell: str = ">= 50", outputs: object = OUTCOME) -> Rule:
    return read_rule(VOCABULARY, "r", {"employees": cell, "subject": '"debt", "dispute"'}, outputs)


def test_the_hash_does_not_depend_on_how_a_cell_was_typed_or_in_what_order() -> None:
    other = read_rule(VOCABULARY, "r", {"subject": '"dispute","debt"', "employees": "> 49"}, OUTCOME)
    assert _hash(_rule()) == _hash(other)
    assert _hash(_rule(outputs={"a": 1, "b": 2})) == _hash(_rule(outputs={"b": 2, "a": 1}))
    assert _hash(_rule()) == _hash(_rule(outputs=replace(OUTCOME, hours=Decimal(16))))
    backwards = Vocabulary(reversed(list(VOCABULARY.values())))
    assert _hash(_rule()) == _hash(_rule(), vocabulary=backwards)


@pytest.mark.parametrize(
    "change",
    [
        lambda rule: replace(rule, id="other"),
        lambda rule: replace(rule, conditions={}),
        lambda rule: replace(rule, conditions={**rule.conditions, "farmer": Is(True)}),
        lambda rule: replace(rule, outputs=None),
        lambda rule: replace(rule, outputs=replace(OUTCOME, partner="dgfip")),
        lambda rule: replace(rule, outputs=replace(OUTCOME, tags=frozenset({"a"}))),
        lambda rule: replace(rule, valid_from=date(2026, 1, 1)),
        lambda rule: replace(rule, valid_until=date(2026, 1, 1)),
    ],
)
def test_the_hash_changes_with_anything_that_decides(change: Callable[[Rule], Rule]) -> None:
    assert _hash(change(_rule())) != _hash(_rule())


def test_the_hash_changes_with_the_order_of_rules_and_with_the_codes_of_a_fact() -> None:
    assert _hash(Rule("a"), Rule("b")) != _hash(Rule("b"), Rule("a"))
    small = Vocabulary([Fact("x", Kind.ENUM, values=codes("a"))])
    large = Vocabulary([Fact("x", Kind.ENUM, values=codes("a", "b"))])
    relabelled = Vocabulary([Fact("x", Kind.ENUM, label="Un X", values=codes("a"))])
    assert _hash(vocabulary=small) != _hash(vocabulary=large)
    assert _hash(vocabulary=small) == _hash(vocabulary=relabelled)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-01-01", date(2026, 1, 1)),
        ("1", 1),
        (1, True),
        (["a"], frozenset({"a"})),
        (Decimal(1), 1),
        ({"$date": "2026-01-01"}, date(2026, 1, 1)),
        ([["a", 1]], {"a": 1}),
    ],
)
def test_outputs_that_differ_only_in_their_kind_have_different_hashes(left: object, right: object) -> None:
    assert _hash(Rule("r", outputs=left)) != _hash(Rule("r", outputs=right))


@pytest.mark.parametrize("outputs", [object(), b"bytes", [lambda: None], {"a": Decimal("NaN")}, Outcome])
def test_outputs_that_have_no_lasting_form_cannot_be_hashed(outputs: object) -> None:
    with pytest.raises(RuleError, match="rule r: The outputs hold a value that cannot be recorded"):
        _hash(Rule("r", outputs=outputs))


@settings(deadline=None, max_examples=60)
@given(rules=tables())
def test_a_table_written_as_cells_and_read_again_has_the_same_hash(rules: list[Rule]) -> None:
    again = [
        read_rule(
            VOCABULARY,
            rule.id,
            {name: write_cell(condition, VOCABULARY[name]) for name, condition in rule.conditions.items()},
            rule.outputs,
            valid_from=rule.valid_from,
            valid_until=rule.valid_until,
        )
        for rule in rules
    ]
    assert _hash(*rules) == _hash(*again)


def test_the_hash_is_the_same_in_another_process_whatever_its_hash_seed() -> None:
    program = "from tests.unit.rules.test_table import _hash, _rule\nprint(_hash(_rule()), end='')\n"
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PATH": ""}
        printed = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
        assert printed.stdout.decode() == _hash(_rule())

"""Does the oracle watch? Each way of breaking the index on purpose must be noticed."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import and_

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from care_triage.rules import (
    Decision,
    Kind,
    Rule,
    decision,
    explanations,
    flips,
    index,
    lookups,
    next_question,
    validity,
)
from care_triage.rules.explanations import Explanations
from care_triage.rules.flips import Conditions, Flips
from care_triage.rules.lookups import Lookup
from care_triage.rules.masks import all_but_one, mask_of, positions
from care_triage.rules.spans import Span
from care_triage.rules.vocabulary import Fact
from tests.unit.rules import naive
from tests.unit.rules.strategies import VOCABULARY, days, facts, tables

Patch = pytest.MonkeyPatch
Break = Callable[[Patch], None]


def _after_column(patch: Patch, damage: Callable[[index.Column], None]) -> None:
    """Damage every column once it is built."""
    build = index.Column.__init__

    def broken(self: index.Column, fact: Fact, conditions: Conditions, size: int) -> None:
        build(self, fact, conditions, size)
        damage(self)

    patch.setattr(index.Column, "__init__", broken)


def unknown_is_read_as_no(patch: Patch) -> None:
    def damage(column: index.Column) -> None:
        column.unrefused ^= column.waiting

    _after_column(patch, damage)


def unknown_is_read_as_yes(patch: Patch) -> None:
    def damage(column: index.Column) -> None:
        column.waiting = 0

    _after_column(patch, damage)


def a_presence_test_waits_like_the_others(patch: Patch) -> None:
    def damage(column: index.Column) -> None:
        column.waiting |= ~column.unrefused & 0b1111
        column.unrefused |= 0b1111

    _after_column(patch, damage)


def the_first_rule_is_always_refused(patch: Patch) -> None:
    def damage(column: index.Column) -> None:
        accepting = column.accepting
        column.accepting = lambda value: accepting(value) & ~1

    _after_column(patch, damage)


def an_edge_belongs_to_the_lower_side(patch: Patch) -> None:
    patch.setattr(lookups, "bisect_right", bisect_left)


def a_range_without_lower_limit_begins_refused(patch: Patch) -> None:
    ordered = lookups.LOOKUPS[Kind.INTEGER]

    def broken(fact: Fact, conditions: Conditions, known: int) -> Lookup:
        return ordered(fact, conditions, known & ~0b11)

    patch.setitem(lookups.LOOKUPS, Kind.INTEGER, broken)


def only_one_ancestor_is_looked_at(patch: Patch) -> None:
    coded = lookups.LOOKUPS[Kind.CODE]

    def broken(fact: Fact, conditions: Conditions, known: int) -> Lookup:
        accepting = coded(fact, conditions, known)
        return lambda value: accepting(frozenset(sorted(value)[:1]) if isinstance(value, frozenset) else value)

    patch.setitem(lookups.LOOKUPS, Kind.CODE, broken)


def not_in_is_read_as_in(patch: Patch) -> None:
    start = lookups._start

    def broken(conditions: Conditions, known: int) -> int:
        return start(conditions, known) & ~mask_of(place for place, _ in conditions)

    patch.setattr(lookups, "_start", broken)


def codes_named_by_two_rules_are_kept_for_the_last(patch: Patch) -> None:
    def broken(conditions: Conditions) -> dict[str, int]:
        return {code: 1 << place for place, condition in conditions for code in getattr(condition, "codes", ())}

    patch.setattr(lookups, "flips_by_code", broken)
    patch.setattr(flips, "flips_by_code", broken)


def prefixes_are_read_as_whole_codes(patch: Patch) -> None:
    whole = Flips.__init__

    def broken(self: Flips, fact: Fact, conditions: Conditions) -> None:
        whole(self, fact, conditions)
        self._lengths = [length for length in self._lengths if length > 3]

    patch.setattr(Flips, "__init__", broken)


def yes_and_no_are_swapped(patch: Patch) -> None:
    yes_no = lookups.LOOKUPS[Kind.BOOLEAN]

    def broken(fact: Fact, conditions: Conditions, known: int) -> Lookup:
        accepting = yes_no(fact, conditions, known)
        return lambda value: accepting(value is False)

    patch.setitem(lookups.LOOKUPS, Kind.BOOLEAN, broken)


def the_last_day_of_validity_is_left_out(patch: Patch) -> None:
    steps = validity._steps

    def broken(valid_from: date | None, valid_until: date | None) -> Span:
        low, high = steps(valid_from, valid_until)
        return Span(low, None if high is None else high - 1)

    patch.setattr(validity, "_steps", broken)
    patch.setattr("care_triage.rules.table.check_validity", lambda *_: None)


def the_explanation_forgets_the_last_rule(patch: Patch) -> None:
    patch.setattr(decision, "positions", lambda mask: positions(mask)[:-1] if mask > 1 else positions(mask))


def what_failed_twice_is_called_a_near_miss(patch: Patch) -> None:
    def broken(start: int, masks: Iterable[int]) -> int:
        return start ^ reduce(and_, masks, start)

    patch.setattr(explanations, "all_but_one", broken)


def rules_out_of_force_are_near_misses_too(patch: Patch) -> None:
    def broken(self: Explanations, decision: Decision) -> None:
        self._decision = decision
        names = decision.table.names
        refusing = (decision.table.everyone ^ accepted for accepted in decision.accepted_masks)
        self.refusing = dict(zip(names, refusing, strict=True))

    patch.setattr(Explanations, "__init__", broken)
    patch.setattr(explanations, "all_but_one", lambda start, masks: all_but_one(start | 0b1111, masks))


def a_presence_test_is_not_counted_as_reading(patch: Patch) -> None:
    def damage(column: index.Column) -> None:
        column.readers = column.waiting

    _after_column(patch, damage)


def a_question_forgets_the_last_rule_that_hangs_on_it(patch: Patch) -> None:
    patch.setattr(next_question, "positions", lambda mask: positions(mask)[:-1] if mask > 1 else positions(mask))


BREAKS: list[Break] = [
    unknown_is_read_as_no,
    unknown_is_read_as_yes,
    a_presence_test_waits_like_the_others,
    the_first_rule_is_always_refused,
    an_edge_belongs_to_the_lower_side,
    a_range_without_lower_limit_begins_refused,
    only_one_ancestor_is_looked_at,
    not_in_is_read_as_in,
    codes_named_by_two_rules_are_kept_for_the_last,
    prefixes_are_read_as_whole_codes,
    yes_and_no_are_swapped,
    the_last_day_of_validity_is_left_out,
    the_explanation_forgets_the_last_rule,
    what_failed_twice_is_called_a_near_miss,
    rules_out_of_force_are_near_misses_too,
    a_presence_test_is_not_counted_as_reading,
    a_question_forgets_the_last_rule_that_hangs_on_it,
]


def _noticed() -> bool:
    """Whether the oracle finds a table and facts on which it and the engine part."""
    cases = st.tuples(tables(longest=6), facts(), days())
    try:
        find(cases, _disagree, settings=_SEARCH)
    except NoSuchExample:
        return False
    return True


_SEARCH = settings(
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=400,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _disagree(case: tuple[list[Rule], dict[str, object], date]) -> bool:
    rules, seen, on = case
    try:
        return bool(naive.disagreement(VOCABULARY, rules, seen, on))
    except KeyError:
        return True  # A broken explanation may not even hold together.


@pytest.mark.parametrize("damage", BREAKS, ids=lambda damage: damage.__name__)
def test_the_oracle_notices_when(damage: Break, monkeypatch: Patch) -> None:
    damage(monkeypatch)
    assert _noticed()


def test_the_oracle_has_nothing_to_say_about_the_index_as_it_is() -> None:
    assert not _noticed()

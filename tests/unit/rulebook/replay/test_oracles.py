"""Replay against its oracles: deciding one by one, and everything anew."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from care_triage.rulebook.replay import incremental
from care_triage.rulebook.replay.changes import changed_rules
from care_triage.rulebook.replay.full import decide_all
from care_triage.rulebook.replay.incremental import RowsOf, decide_touched
from care_triage.rulebook.replay.outcome_book import OutcomeBook
from care_triage.rulebook.replay.outcomes import Outcome, outcome_of
from care_triage.rulebook.replay.past import PastRequest, PastRequests, Rows
from care_triage.rules import FactError, read_facts
from care_triage.triage.document import RuleSpec
from care_triage.triage.rule_set import RuleSet
from tests.unit.rulebook.replay.strategies import drafts, requests, rows, rule_set

Case = tuple[list[RuleSpec], list[RuleSpec], list[PastRequest]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A published document, a draft of it, and a past."""
    published = draw(rows())
    return published, draw(drafts(published)), draw(requests())


def one_by_one(rules: RuleSet, past: Sequence[PastRequest]) -> list[Outcome]:
    """The oracle: the engine of the house, request by request."""
    return [outcome_of(rules.fired(rules.table.decide(_readable(rules, request), request.on))) for request in past]


def _readable(rules: RuleSet, request: PastRequest) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name, value in request.facts.items():
        if name in rules.table.vocabulary:
            with suppress(FactError):
                facts |= read_facts(rules.table.vocabulary, {name: value})
    return facts


def everything(past: PastRequests, rules: RuleSet) -> list[Outcome]:
    """The full replay."""
    decided = decide_all(past, rules, OutcomeBook())
    return [decided.book.outcomes[number] for number in decided.outcomes.tolist()]


def touched_only(past: PastRequests, published: RuleSet, draft: RuleSet) -> list[Outcome]:
    """The incremental replay: untouched requests keep what they had."""
    before = decide_all(past, published, OutcomeBook())
    again = decide_touched(past, before, draft, changed_rules(published, draft))
    numbers = before.outcomes.copy()
    numbers[again.rows] = again.outcomes
    return [before.book.outcomes[number] for number in numbers.tolist()]


@given(rows(), requests())
@settings(max_examples=100)
def test_a_full_replay_says_what_deciding_one_by_one_says(rules: list[RuleSpec], past: list[PastRequest]) -> None:
    compiled = rule_set(rules)
    assert everything(PastRequests.of(past), compiled) == one_by_one(compiled, past)


@given(cases())
@settings(max_examples=100)
def test_an_incremental_replay_says_what_a_full_one_says(case: Case) -> None:
    published, draft, past = rule_set(case[0]), rule_set(case[1]), PastRequests.of(case[2])
    assert touched_only(past, published, draft) == everything(past, draft)


def _difference(_size: int, old: RowsOf, new: RowsOf) -> Rows:
    """Broken on purpose: a rule that fires before and after is taken for one that changed nothing."""
    before = {row for rows in old.values() for row in rows.tolist()}
    after = {row for rows in new.values() for row in rows.tolist()}
    return _rows(sorted(before ^ after))


def _only_new(_size: int, _old: RowsOf, new: RowsOf) -> Rows:
    return _rows(sorted({row for rows in new.values() for row in rows.tolist()}))


def _rows(numbers: list[int]) -> Rows:
    import numpy as np

    return np.array(numbers, np.int32)


@pytest.mark.parametrize("broken", [_difference, _only_new])
def test_the_oracle_notices_a_wrong_choice_of_touched_requests(monkeypatch: pytest.MonkeyPatch, broken: object) -> None:
    monkeypatch.setattr(incremental, "touched_rows", broken)

    def is_noticed(case: Case) -> bool:
        published, draft, past = rule_set(case[0]), rule_set(case[1]), PastRequests.of(case[2])
        try:
            return touched_only(past, published, draft) != everything(past, draft)
        except (IndexError, ValueError):
            return True

    quick = settings(max_examples=600, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    try:
        find(cases(), is_noticed, settings=quick)
    except NoSuchExample:
        pytest.fail("the oracle sleeps")

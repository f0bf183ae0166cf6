"""Decides every past request anew with one rule set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from care_triage.rulebook.replay.collector import no_collector
from care_triage.rulebook.replay.errors import ReplayCancelled
from care_triage.rulebook.replay.fired_sets import FiredSets, Numbers
from care_triage.rulebook.replay.firing import Firing
from care_triage.rulebook.replay.outcome_book import OutcomeBook
from care_triage.rulebook.replay.past import PastRequests
from care_triage.triage.rule_set import RuleSet

Report = Callable[[int, int], object]
Asked = Callable[[], bool]

# Rules between two looks at whether somebody cancelled.
_STRIDE = 32


def nobody(_done: int, _total: int) -> None:
    """Report to nobody."""


def never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(frozen=True)
class Decided:
    """What one rule set makes of every past request.

    `groups` gives each request its group, `fired` the positions of the rules that fired for a group, and `outcomes`
    gives each request the number of its outcome in `book`.
    """

    rule_set: RuleSet
    groups: Numbers
    fired: list[tuple[int, ...]]
    outcomes: Numbers
    book: OutcomeBook


def decide_all(
    past: PastRequests, rule_set: RuleSet, book: OutcomeBook, *, report: Report = nobody, cancelled: Asked = never
) -> Decided:
    """Decide all of `past`. Raises ReplayCancelled."""
    rules = rule_set.table.rules
    firing = Firing(past, rule_set.table.vocabulary)
    sets = FiredSets(np.zeros(len(past), np.int32), roots=1)
    for position, rule in enumerate(rules):
        if not position % _STRIDE:
            report(position, len(rules))
            if cancelled():
                raise ReplayCancelled
        sets.fire(position, firing.rows(rule))
    with no_collector():
        groups, paths = sets.paths()
        fired = [path for _, path in paths]
        numbers = np.array(book.numbers(rule_set.document.rules, fired), np.int32)
    report(len(rules), len(rules))
    return Decided(rule_set, groups, fired, numbers[groups], book)

"""Decides anew only the past requests that a changed rule can touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from care_triage.rulebook.replay.changes import ChangedRules
from care_triage.rulebook.replay.errors import ReplayCancelled
from care_triage.rulebook.replay.fired_sets import FiredSets, Numbers
from care_triage.rulebook.replay.firing import Firing
from care_triage.rulebook.replay.full import Asked, Decided, never
from care_triage.rulebook.replay.past import PastRequests, Rows
from care_triage.triage.rule_set import RuleSet

RowsOf = dict[int, Rows]


@dataclass(frozen=True)
class Redecided:
    """The requests that were decided again, ascending, and the number of the outcome that each now has."""

    rows: Rows
    outcomes: Numbers


def decide_touched(
    past: PastRequests, before: Decided, draft: RuleSet, changed: ChangedRules, *, cancelled: Asked = never
) -> Redecided:
    """What `draft` makes of the requests it may decide otherwise than `before`. Raises ReplayCancelled.

    The rules that did not change fire for the same requests as before, so that only the changed ones are tried.
    """
    old = _rows_of(past, before.rule_set, changed.before, cancelled)
    new = _rows_of(past, draft, changed.after, cancelled)
    touched = touched_rows(len(past), old, new)
    starts, kept = _kept_rules(before, draft, changed, touched)
    sets = FiredSets(starts, roots=len(kept))
    places = np.zeros(len(past), np.int32)
    places[touched] = np.arange(len(touched), dtype=np.int32)
    for position, rows in sorted(new.items()):
        sets.fire(position, places[rows])
    groups, paths = sets.paths()
    fired = [tuple(sorted((*kept[root], *path))) for root, path in paths]
    numbers = np.array(before.book.numbers(draft.document.rules, fired), np.int32)
    return Redecided(touched, numbers[groups])


def touched_rows(size: int, old: RowsOf, new: RowsOf) -> Rows:
    """The union of what the changed rules fired for and fire for now.

    Not the difference: a rule that fires before and after may have changed what it says.
    """
    touched = np.zeros(size, np.bool_)
    for rows in (*old.values(), *new.values()):
        touched[rows] = True
    return np.flatnonzero(touched).astype(np.int32)


def _rows_of(past: PastRequests, rule_set: RuleSet, rule_ids: Iterable[str], cancelled: Asked) -> RowsOf:
    table = rule_set.table
    positions = sorted(table.position(rule_id) for rule_id in rule_ids)
    firing = Firing(past, table.vocabulary)
    found = {}
    for position in positions:
        if cancelled():
            raise ReplayCancelled
        found[position] = firing.rows(table.rules[position])
    return found


def _kept_rules(
    before: Decided, draft: RuleSet, changed: ChangedRules, touched: Rows
) -> tuple[Numbers, list[tuple[int, ...]]]:
    """For each touched request a number, and for each number the unchanged rules that fired, at their new places."""
    places = {
        position: draft.table.position(rule.id)
        for position, rule in enumerate(before.rule_set.table.rules)
        if rule.id not in changed.before
    }
    groups = before.groups[touched]
    used = np.zeros(len(before.fired), np.bool_)
    used[groups] = True
    numbers: dict[tuple[int, ...], int] = {}
    renumbered = np.zeros(len(before.fired), np.int32)
    for group in np.flatnonzero(used).tolist():
        kept = tuple(places[position] for position in before.fired[group] if position in places)
        renumbered[group] = numbers.setdefault(kept, len(numbers))
    return renumbered[groups], list(numbers)

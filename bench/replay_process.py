"""Runs in a process of its own, so that its memory is that of a replay: prints what was measured as JSON."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import past as synthetic
from bench.memory import highest_mb
from care_triage.rulebook.replay.changes import changed_rules
from care_triage.rulebook.replay.full import Decided, decide_all
from care_triage.rulebook.replay.incremental import decide_touched
from care_triage.rulebook.replay.outcome_book import OutcomeBook
from care_triage.rulebook.replay.past import PastRequests
from care_triage.rulebook.replay.run import replay
from care_triage.triage.rule_set import RuleSet

_COLD_ROUNDS, _WARM_ROUNDS = 3, 7


def main(requests: int, rules: int, changed: int) -> None:
    """Replay everything, then only what changed rules touch, and see that both say the same."""
    specs = synthetic.rules(rules)
    published, draft = synthetic.rule_set(specs), synthetic.rule_set(synthetic.drafted(specs, changed))
    full: list[float] = []
    past, before = _first(requests, published, full)
    for _ in range(_COLD_ROUNDS - 1):
        past, before = _first(requests, published, full)
    touched = [
        _timed(lambda: decide_touched(past, before, draft, changed_rules(published, draft)))
        for _ in range(_WARM_ROUNDS)
    ]
    again = touched[-1][1]
    merged = before.outcomes.copy()
    merged[again.rows] = again.outcomes
    whole, result = _timed(lambda: replay(past, published, draft))
    # Before the oracle runs: what it needs is not part of a replay.
    megabytes = highest_mb()
    exact = bool((decide_all(past, draft, before.book).outcomes == merged).all())
    found = {
        "full_s": statistics.median(full),
        "incremental_s": statistics.median(seconds for seconds, _ in touched),
        "whole_s": whole,
        "megabytes": megabytes,
        "touched": len(again.rows),
        "changed": result.changed,
        "fired_sets": len(before.fired),
        "exact": exact,
    }
    print(json.dumps(found))


def _first(requests: int, published: RuleSet, seconds: list[float]) -> tuple[PastRequests, Decided]:
    """Replay everything over new columns: nothing of an earlier round is remembered in them."""
    past = synthetic.past(requests)
    took, decided = _timed(lambda: decide_all(past, published, OutcomeBook()))
    seconds.append(took)
    return past, decided


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

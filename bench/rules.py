"""Routing one need: the decision of the shipped rules, and with it the ranking of partners."""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from bench import samples
from bench.figures import Figure, below, plain
from bench.ground import Ground, application
from care_triage.territory.queries import get_commune
from care_triage.triage import policy
from care_triage.triage.queries.rule_sets import current_rule_set

_REQUESTS = 400
_ROUNDS = 9
_LIMIT_US = 50
_DAY = date(2026, 11, 23)

Need = tuple[str, dict[str, Any], frozenset[str]]


def measure(ground: Ground) -> list[Figure]:
    """Microseconds for one need, over the needs of many requests."""
    with application(ground, ground.database("sqlite", "rules")):
        rule_set = current_rule_set()
        needs = _needs()
    size = len(rule_set.document.rules)
    decide = _median_us(needs, lambda need: rule_set.decide(*need, _DAY))
    both = _median_us(needs, lambda need: policy.resolve(rule_set.fired(rule_set.decide(*need, _DAY))))
    return [
        below(f"deciding about a need, {size} rules", "µs", decide, _LIMIT_US),
        plain("deciding, then ranking the partners", "µs", both),
    ]


def _needs() -> list[Need]:
    codes = {insee: get_commune(insee).territory_codes for insee, *_ in samples.PLACES}
    filed = islice(samples.requests(current_rule_set().document), _REQUESTS)
    return [
        (subject, {**dict.fromkeys(answers.asked), **answers.facts}, codes[answers.commune])
        for answers in filed
        for subject in answers.subjects
    ]


def _median_us(needs: Sequence[Need], work: Callable[[Need], object]) -> float:
    """The median need of the median round."""
    return statistics.median(statistics.median(_times_us(needs, work)) for _ in range(_ROUNDS))


def _times_us(needs: Sequence[Need], work: Callable[[Need], object]) -> list[float]:
    times = []
    for need in needs:
        started = time.perf_counter_ns()
        work(need)
        times.append((time.perf_counter_ns() - started) / 1000)
    return times

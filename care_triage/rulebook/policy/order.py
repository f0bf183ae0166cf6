"""The order of rules: a place between two others, and which rules moved between two orders."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from care_triage.rulebook.types import DraftRule


def place_after(rules: Sequence[DraftRule], after: str | None) -> float:
    """A position right behind the rule `after`; behind all when it is None or unknown."""
    if not rules:
        return 0.0
    at = next((number for number, rule in enumerate(rules) if rule.id == after), len(rules) - 1)
    here = rules[at].position
    return (here + rules[at + 1].position) / 2 if at + 1 < len(rules) else here + 1


def place_before(rules: Sequence[DraftRule], before: str) -> float:
    """A position right in front of the rule `before`; behind all when it is unknown."""
    at = next((number for number, rule in enumerate(rules) if rule.id == before), None)
    if at is None:
        return place_after(rules, None)
    here = rules[at].position
    return (rules[at - 1].position + here) / 2 if at else here - 1


def steady(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The most rules that both orders hold in the same sequence; any other one that both hold has moved."""
    places = {rule_id: place for place, rule_id in enumerate(old)}
    common = [rule_id for rule_id in new if rule_id in places]
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for number, rule_id in enumerate(common):
        length = bisect_left(ends, places[rule_id])
        before.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [places[rule_id]]
        tails[length : length + 1] = [number]
    return frozenset(_chain(common, before, tails[-1] if tails else -1))


def _chain(common: Sequence[str], before: Sequence[int], last: int) -> list[str]:
    chain = []
    while last >= 0:
        chain.append(common[last])
        last = before[last]
    return chain


def positions(base: Sequence[str], wanted: Sequence[str], kept: Collection[str] | None = None) -> Mapping[str, float]:
    """The positions that turn the order `base` into `wanted`: only of rules that moved or are new.

    `kept` are the rules that stay where `base` has them; by default as many as can.
    """
    kept = steady(base, wanted) if kept is None else kept
    places = {rule_id: float(place) for place, rule_id in enumerate(base)}
    found: dict[str, float] = {}
    waiting: list[str] = []
    last = -1.0
    for rule_id in wanted:
        if rule_id in kept:
            found |= _between(last, places[rule_id], waiting)
            last, waiting = places[rule_id], []
        else:
            waiting.append(rule_id)
    return {**found, **_between(last, last + 1, waiting)}


def _between(low: float, high: float, rule_ids: Sequence[str]) -> Mapping[str, float]:
    step = (high - low) / (len(rule_ids) + 1)
    return {rule_id: low + step * number for number, rule_id in enumerate(rule_ids, 1)}


def merged(backbone: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """`backbone`, with the rules that only `other` holds put behind the rule they follow there."""
    order = list(backbone)
    known = set(backbone)
    before: str | None = None
    for rule_id in other:
        if rule_id not in known:
            order.insert(order.index(before) + 1 if before is not None else 0, rule_id)
            known.add(rule_id)
        before = rule_id
    return tuple(order)

"""Rules that change nothing: said twice, or hidden by others that say as much wherever they fire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from care_triage.rules.verification.boxes import Box
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.inquiry import Inquiry

_MOST_NAMED = 60
"""Covers that are tried to be left out one by one, so that only those that hide the rule are named."""


def covered(inquiry: Inquiry, position: int) -> Iterator[Finding]:
    """The rule, when another says the same, or when others that say as much cover it."""
    target = inquiry.space.region(position)
    found = inquiry.uncovered(target, ())
    if found is None:
        return
    stronger = [place for place in inquiry.companions(position) if includes(inquiry, place, position)]
    twins = [place for place in stronger if _is_twin(inquiry, place, position)]
    if any(place < position for place in twins):
        yield _shown(inquiry, FindingKind.DUPLICATE, [position, twins[0]], found)
        return
    others = [place for place in stronger if place not in twins]
    if others and inquiry.uncovered(target, inquiry.regions(others)) is None:
        yield _shown(inquiry, FindingKind.HIDDEN, [position, *_needed(inquiry, target, others)], found)


def includes(inquiry: Inquiry, stronger: int, weaker: int) -> bool:
    """Whether the second rule changes nothing where the first fires."""
    return inquiry.outcomes[stronger].includes(inquiry.outcomes[weaker])


def _is_twin(inquiry: Inquiry, one: int, other: int) -> bool:
    """Whether both fire in the same region with the same outcome, however that is written."""
    if inquiry.outcomes[one] != inquiry.outcomes[other]:
        return False
    first, second = inquiry.space.region(one), inquiry.space.region(other)
    return _as_set(first) == _as_set(second) or _are_alike(inquiry, first, second)


def _are_alike(inquiry: Inquiry, first: Sequence[Box], second: Sequence[Box]) -> bool:
    """Whether two regions differ by nothing but facts that cannot exist."""
    if not inquiry.space.excluded:
        return False
    return inquiry.uncovered(first, second) is None and inquiry.uncovered(second, first) is None


def _as_set(region: Sequence[Box]) -> frozenset[frozenset[tuple[int, int]]]:
    return frozenset(frozenset(box.items()) for box in region)


def _needed(inquiry: Inquiry, target: Sequence[Box], covers: list[int]) -> list[int]:
    """A smallest choice of the covers that still hides the target: one alone when one is enough."""
    for place in covers:
        if inquiry.uncovered(target, inquiry.regions([place])) is None:
            return [place]
    kept = list(covers)
    for place in covers[:_MOST_NAMED]:
        fewer = [other for other in kept if other != place]
        if inquiry.uncovered(target, inquiry.regions(fewer)) is None:
            kept = fewer
    return kept


def _shown(inquiry: Inquiry, kind: FindingKind, rules: list[int], found: Box) -> Finding:
    """Facts on which the rule fires, hence one of the others too."""
    target = inquiry.space.region(rules[0])
    return inquiry.finding(kind, Severity.WARNING, rules, (found, target, ()))

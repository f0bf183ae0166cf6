"""Facts that nobody answers: no candidate for the first place fires on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from care_triage.rules.masks import positions
from care_triage.rules.verification.boxes import Box, meet
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.gathering import guarded
from care_triage.rules.verification.inquiry import Inquiry

_MOST_NAMED: Final = 3
"""Rules that come near an answer and are named."""


def gaps(inquiry: Inquiry, of_fact: str | None, values: frozenset[object] | None = None) -> Iterator[Finding]:
    """One gap for each value of the fact (of the whole table without one; only of `values` when given), if any.

    Sought first where more answers would not help; then where an unknown answer leaves the request to nobody.
    """
    if of_fact is None:
        yield from _gap(inquiry, {})
        return
    for target, group in _groups(inquiry, of_fact):
        named = [value for value in group if value is not None and (values is None or value in values)]
        for found in guarded(_gap(inquiry, target)) if named else ():
            yield from (_about(found, of_fact, value) for value in named)


def _groups(inquiry: Inquiry, fact: str) -> Iterator[tuple[Box, Iterable[object]]]:
    """The values of a fact, grouped where no rule tells them apart."""
    axes = inquiry.space.axes_named(fact)
    if not axes:
        yield {}, (value.code for value in inquiry.table.vocabulary[fact].values)
    for number, axis in axes[:1]:
        yield from (({number: 1 << place}, cell.values) for place, cell in enumerate(axis.cells))


def _about(found: Finding, fact: str, value: object) -> Finding:
    """The same gap for a value that no rule tells from the one it was found with."""
    details = {**found.details, "fact": fact, "value": str(value)}
    return Finding(found.kind, found.severity, found.rules, {**found.example, fact: str(value)}, details, found.on)


def _gap(inquiry: Inquiry, target: Box) -> Iterator[Finding]:
    """The worst gap that more answers would not close; then one that is there while nothing is answered, else one
    that is there when the right things are not.
    """
    silence = {**inquiry.space.nothing_known(), **target}
    found, answering = _lost(inquiry, silence, waits=True)
    if found is None:
        found, answering = _lost(inquiry, target, waits=True)
    if found is not None:
        sort, severity = ("answered", Severity.WARNING) if answering else ("never", Severity.ERROR)
        yield (finding := _told(inquiry, found, [target], answering, sort, severity, waits=True))
        if not answering or finding.example.keys() <= inquiry.space.possible.always:
            return
    silent, answering = _lost(inquiry, silence, waits=False)
    if silent is not None:
        yield _told(inquiry, silent, [silence], answering, "silent", Severity.WARNING, waits=False)
    elif found is None:
        left, answering = _lost(inquiry, target, waits=False)
        if left is not None:
            yield _told(inquiry, left, [target], answering, "unanswered", Severity.NOTE, waits=False)


def _lost(inquiry: Inquiry, target: Box, *, waits: bool) -> tuple[Box | None, list[int]]:
    """Facts in the target on which no candidate fires (nor waits), and the candidates of the target."""
    near = positions(inquiry.space.neighbours([target], waits=waits))
    answering = [
        place
        for place in near
        # A rule that is past, or only for facts that cannot exist, is near and answers nothing.
        if inquiry.outcomes[place].rank is not None
        and any(meet(target, box) is not None for box in inquiry.space.region(place, waits=waits))
    ]
    return inquiry.uncovered([target], inquiry.regions(answering, waits=waits)), answering


def _told(
    inquiry: Inquiry,
    found: Box,
    targets: list[Box],
    answering: list[int],
    sort: str,
    severity: Severity,
    *,
    waits: bool,
) -> Finding:
    covers = inquiry.regions(answering, waits=waits)
    return inquiry.finding(FindingKind.GAP, severity, answering[:_MOST_NAMED], (found, targets, covers), {"sort": sort})

"""Facts that nobody answers: no candidate for the first place fires on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from care_triage.rules.masks import positions
from care_triage.rules.verification.boxes import Box
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.gathering import guarded
from care_triage.rules.verification.inquiry import Inquiry


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
    for waits in (True, False):
        answering = _answering(inquiry, target, waits=waits)
        covers = inquiry.regions(answering, waits=waits)
        found = inquiry.uncovered([target], covers)
        if found is None:
            continue
        never = waits and not answering
        severity = Severity.ERROR if never else Severity.WARNING if waits else Severity.NOTE
        sort = "never" if never else "answered" if waits else "unanswered"
        yield inquiry.finding(FindingKind.GAP, severity, answering[:3], (found, [target], covers), {"sort": sort})
        return


def _answering(inquiry: Inquiry, target: Box, *, waits: bool) -> list[int]:
    near = positions(inquiry.space.neighbours([target], waits=waits))
    return [place for place in near if inquiry.outcomes[place].rank is not None]

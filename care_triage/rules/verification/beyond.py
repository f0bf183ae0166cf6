"""Where a rule fires and none of some others does: the question a house asks about what only it knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from care_triage.rules.table import RuleTable
from care_triage.rules.verification.effort import WHOLE_TABLE, Effort, Limits
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.gathering import gathered, guarded
from care_triage.rules.verification.inquiry import Inquiry
from care_triage.rules.verification.outcome import RuleOutcome
from care_triage.rules.verification.possible import Possible
from care_triage.rules.verification.space import Space


def beyond(
    table: RuleTable,
    kind: FindingKind,
    rules: Sequence[str],
    others: Collection[str],
    *,
    possible: Possible,
    limits: Limits = WHOLE_TABLE,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """For each of `rules` that fires somewhere where none of `others` does, a warning of this kind with an example."""
    inquiry = Inquiry(table, lambda _: RuleOutcome(""), Space(table, possible), Effort(limits, cancelled))
    places = {table.position(other) for other in others}
    found = (finding for rule_id in rules for finding in guarded(_beyond(inquiry, kind, rule_id, places), rule_id))
    return gathered([(kind, found)], limits)


def _beyond(inquiry: Inquiry, kind: FindingKind, rule_id: str, others: Collection[int]) -> Iterator[Finding]:
    position = inquiry.table.position(rule_id)
    targets = inquiry.space.region(position)
    covers = inquiry.regions(place for place in inquiry.neighbours(position) if place in others)
    found = inquiry.uncovered(targets, covers)
    if found is not None:
        yield inquiry.finding(kind, Severity.WARNING, [position], (found, targets, covers))

"""How many past requests a finding would have met: the one place that counts. For jobs and commands, not for pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from care_triage.rulebook.queries.past_requests import count_past, past_requests
from care_triage.rulebook.replay.past_filter import PastFilter
from care_triage.rules import RulesError
from care_triage.rules.verification import Finding, FindingKind
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.rule_set import RuleSet

if TYPE_CHECKING:
    from care_triage.rulebook.replay.firing import Firing
    from care_triage.rulebook.replay.past import PastRequests, Rows

COUNTED = frozenset({FindingKind.CONTRADICTION, FindingKind.TWO_LEADS})
"""Findings about rules that fire together: past requests tell how often they did."""

_BATCH = 2_000


def with_past_hits(found: Sequence[Finding], document: RuleSetDocument) -> tuple[Finding, ...]:
    """The findings, those about rules that fire together with `past`, the number of past requests on which they do,
    and ranked by it among their kind. Unchanged while nothing was decided yet.
    """
    if not any(finding.kind in COUNTED for finding in found) or not count_past()[1]:
        return tuple(found)
    try:
        rules = RuleSet(0, 0, document)
    except RulesError:
        return tuple(found)
    hits = _Hits(rules)
    return _ranked([_counted(finding, hits) for finding in found])


def _counted(finding: Finding, hits: _Hits) -> Finding:
    if finding.kind not in COUNTED:
        return finding
    return replace(finding, details={**finding.details, "past": str(hits.count(finding))})


def _ranked(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """In the order they had, but for those that are counted: they change places among themselves."""
    ranks: dict[tuple[str, str], int] = {}
    for finding in found:
        ranks.setdefault((finding.severity, finding.kind), len(ranks))
    return tuple(sorted(found, key=lambda each: (ranks[each.severity, each.kind], -int(each.details.get("past", "0")))))


class _Hits:
    """Past requests by the rules that fire for them."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._rows: dict[str, Rows] = {}

    def count(self, finding: Finding) -> int:
        """On how many past requests both rules fire; for two leads, where no lead of a smaller rank does."""
        import numpy as np

        first, second = finding.rules[:2]
        both = np.intersect1d(self._firing_for(first), self._firing_for(second), assume_unique=True)
        for rule_id in self._before(finding) if finding.kind is FindingKind.TWO_LEADS else ():
            if not len(both):
                break
            both = np.setdiff1d(both, self._firing_for(rule_id), assume_unique=True)
        return len(both)

    def _before(self, finding: Finding) -> Iterator[str]:
        rank = int(finding.details["rank"])
        return (rule.id for rule in self._rules.document.rules if rule.role == "lead" and rule.rank < rank)

    def _firing_for(self, rule_id: str) -> Rows:
        if rule_id not in self._rows:
            self._rows[rule_id] = self._firing.rows(self._rules.table.rule(rule_id))
        return self._rows[rule_id]

    @cached_property
    def _firing(self) -> Firing:
        from care_triage.rulebook.replay.firing import Firing

        return Firing(_past(self._rules), self._rules.table.vocabulary)


def _past(rules: RuleSet) -> PastRequests:
    # Loaded late: numpy is for jobs and commands, not for the web process.
    from care_triage.rulebook.replay.past import PastBuilder, PastRequest

    kept, builder, after = PastFilter(rules), PastBuilder(), 0
    newest, _ = count_past()
    while batch := past_requests(after, newest, _BATCH):
        for each in batch:
            if kept.takes(each.facts):
                builder.add(PastRequest(each.decision_id, each.need_id, each.on, each.facts))
        after = batch[-1].decision_id
    return builder.build()

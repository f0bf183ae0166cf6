"""Verification of a whole table, or of one edited row against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from care_triage.rules.conditions import In
from care_triage.rules.table import RuleTable
from care_triage.rules.verification.alone import unreachable
from care_triage.rules.verification.covered import covered, includes
from care_triage.rules.verification.effort import ONE_ROW, WHOLE_TABLE, Effort, Limits, silent
from care_triage.rules.verification.finding import Finding, FindingKind
from care_triage.rules.verification.gaps import gaps
from care_triage.rules.verification.gathering import gathered, guarded
from care_triage.rules.verification.inquiry import Inquiry, OutcomeOf
from care_triage.rules.verification.pairs import contradictions, two_leads
from care_triage.rules.verification.possible import ANYTHING, Possible
from care_triage.rules.verification.space import Space

_MOST_HIDDEN_BY_ROW: Final = 40
"""Rules that the edited row may hide and that are looked at; the whole verification looks at all."""
_MOST_GAPS_OF_ROW: Final = 5


def verify(
    table: RuleTable,
    outcome: OutcomeOf,
    *,
    possible: Possible = ANYTHING,
    answer_each: str | None = None,
    limits: Limits = WHOLE_TABLE,
    report: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """Everything that is wrong with a table, errors first; then by kind, in the order of the rules.

    `outcome` tells what follows from each rule. Gaps are sought for each value of the fact `answer_each`. `report` is
    told rules done and rules in all. A limit that was reached, or a cancellation, is a finding CUT_OFF itself.
    Raises FactError when rules have dates and `possible` has no first day.
    """
    effort = Effort(limits, cancelled)
    inquiry = Inquiry(table, outcome, Space(table, possible), effort)
    checks: list[tuple[FindingKind, Iterator[Finding]]] = [
        (FindingKind.UNREACHABLE, _each(inquiry, unreachable)),
        (FindingKind.HIDDEN, _each(inquiry, covered, report)),
        (FindingKind.CONTRADICTION, _each(inquiry, _each_pair(contradictions))),
        (FindingKind.TWO_LEADS, _each(inquiry, _each_pair(two_leads))),
        (FindingKind.GAP, gaps(inquiry, answer_each)),
    ]
    return gathered(checks, limits)


def verify_row(
    table: RuleTable,
    outcome: OutcomeOf,
    rule_id: str,
    *,
    possible: Possible = ANYTHING,
    answer_each: str | None = None,
    limits: Limits = ONE_ROW,
) -> tuple[Finding, ...]:
    """What is wrong with one rule, and what it does to others: fast enough for a page that waits.

    Raises RuleError when there is no such rule, FactError as `verify` does.
    """
    position = table.position(rule_id)
    inquiry = Inquiry(table, outcome, Space(table, possible), Effort(limits, lambda: False))
    checks: list[tuple[FindingKind, Iterator[Finding]]] = [
        (FindingKind.UNREACHABLE, unreachable(inquiry, position)),
        (FindingKind.DUPLICATE, covered(inquiry, position)),
        (FindingKind.HIDDEN, _hidden_by(inquiry, position)),
        (FindingKind.CONTRADICTION, _with_neighbours(inquiry, contradictions, position)),
        (FindingKind.TWO_LEADS, _with_neighbours(inquiry, two_leads, position)),
        (FindingKind.GAP, _gaps_near(inquiry, position, answer_each)),
    ]
    return gathered(checks, limits)


Check = Callable[[Inquiry, int], Iterator[Finding]]
PairCheck = Callable[[Inquiry, int, list[int]], Iterator[Finding]]


def _each(inquiry: Inquiry, check: Check, report: Callable[[int, int], None] = silent) -> Iterator[Finding]:
    size = len(inquiry.table.rules)
    for position in range(size):
        inquiry.effort.check()
        yield from guarded(check(inquiry, position), inquiry.id(position))
        report(position + 1, size)


def _each_pair(check: PairCheck) -> Check:
    """Each pair once: a rule with those after it."""

    def with_later(inquiry: Inquiry, position: int) -> Iterator[Finding]:
        later = [place for place in inquiry.neighbours(position) if place > position]
        yield from check(inquiry, position, later)

    return with_later


def _with_neighbours(inquiry: Inquiry, check: PairCheck, position: int) -> Iterator[Finding]:
    yield from check(inquiry, position, inquiry.neighbours(position))


def _hidden_by(inquiry: Inquiry, position: int) -> Iterator[Finding]:
    """Rules that are hidden with the help of this one."""
    weaker = (place for place in inquiry.companions(position) if includes(inquiry, position, place))
    mine = inquiry.id(position)
    for place in islice(weaker, _MOST_HIDDEN_BY_ROW):
        yield from (finding for finding in covered(inquiry, place) if mine in finding.rules)


def _gaps_near(inquiry: Inquiry, position: int, answer_each: str | None) -> Iterator[Finding]:
    """The gaps of the values that the rule names of the fact to answer."""
    condition = inquiry.table.rules[position].conditions.get(answer_each or "")
    if isinstance(condition, In) and len(condition.codes) <= _MOST_GAPS_OF_ROW:
        yield from gaps(inquiry, answer_each, frozenset(condition.codes))

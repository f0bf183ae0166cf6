"""A whole replay: the published set over everything, the draft over what it can touch, and what comes of it."""

from __future__ import annotations

from care_triage.rulebook.replay.changes import changed_rules
from care_triage.rulebook.replay.errors import ReplayCancelled
from care_triage.rulebook.replay.full import Asked, Report, decide_all, never, nobody
from care_triage.rulebook.replay.incremental import Redecided, decide_touched
from care_triage.rulebook.replay.outcome_book import OutcomeBook
from care_triage.rulebook.replay.past import PastRequests
from care_triage.rulebook.replay.result import ReplayResult
from care_triage.rulebook.replay.summary import (
    COMMUNE,
    DEPARTMENT,
    Compared,
    flows_of,
    listed,
    loads_of,
    period_of,
    recent_days,
    territories_of,
)
from care_triage.triage.rule_set import RuleSet

# A territory with few changes is no news, and a result must stay small.
_MOST_COMMUNES = 100


def replay(
    past: PastRequests,
    published: RuleSet,
    draft: RuleSet,
    *,
    unreadable: int = 0,
    report: Report = nobody,
    cancelled: Asked = never,
) -> ReplayResult:
    """Compare `draft` with `published` over `past`. `unreadable` requests were left out of it.

    `report` is told requests decided and their total. Raises ReplayCancelled once `cancelled` says so.
    """
    size, book = len(past), OutcomeBook()
    before = decide_all(
        past,
        published,
        book,
        report=lambda done, rules: report(size * done // max(rules, 1), size),
        cancelled=cancelled,
    )
    changed = changed_rules(published, draft)
    again = decide_touched(past, before, draft, changed, cancelled=cancelled)
    if cancelled():
        raise ReplayCancelled
    after = before.outcomes.copy()
    after[again.rows] = again.outcomes
    return _result(Compared(past, book.outcomes, before.outcomes, after), again, len(changed), unreadable)


def _result(compared: Compared, again: Redecided, changed_rules: int, unreadable: int) -> ReplayResult:
    past = compared.past
    changes, outcomes = listed(compared)
    first_on, last_on = period_of(past)
    return ReplayResult(
        requests=len(past),
        unreadable=unreadable,
        changed_rules=changed_rules,
        decided_again=len(again.rows),
        changed=int(compared.changed.sum()),
        lost_leads=int(compared.lost.sum()),
        gained_leads=int(compared.gained.sum()),
        other_leads=int(compared.led_otherwise.sum()),
        recent_days=recent_days(past),
        flows=flows_of(compared),
        loads=loads_of(compared),
        departments=territories_of(compared, DEPARTMENT),
        communes=territories_of(compared, COMMUNE)[:_MOST_COMMUNES],
        changes=changes,
        outcomes=outcomes,
        first_on=first_on,
        last_on=last_on,
    )

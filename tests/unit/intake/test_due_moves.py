"""A promised date that moves is told with its reason; a request that ended and began again starts with a new promise."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from care_triage.cases.queries.rows import CaseView, HistoryRow
from care_triage.cases.types import ActorKind, EventKind, ReferralRole
from care_triage.intake.due_moves import due_moves

_START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def line(number: int, kind: EventKind, days: int | None = None) -> HistoryRow:
    data = {} if days is None else {"due": (_START + timedelta(days=days)).isoformat()}
    referral = None if days is None else 7
    return HistoryRow(number, kind, 1, referral, ActorKind.SYSTEM, None, None, _START, data)


def case(*history: HistoryRow) -> CaseView:
    lead: Any = SimpleNamespace(id=7, role=ReferralRole.LEAD)
    return cast(CaseView, SimpleNamespace(needs=[SimpleNamespace(id=1, referrals=(lead,))], history=history))


def test_a_promise_that_moves_is_told() -> None:
    moves = due_moves(case(line(1, EventKind.REFERRAL_SENT, 2), line(2, EventKind.REFERRAL_ACCEPTED, 7)))
    assert list(moves) == [2]


def test_a_request_taken_up_again_begins_with_a_new_promise() -> None:
    again = (line(1, EventKind.REFERRAL_SENT, 2), line(2, EventKind.CASE_REOPENED), line(3, EventKind.REFERRAL_SENT, 1))
    assert due_moves(case(*again)) == {}

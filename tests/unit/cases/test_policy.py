"""States of needs and cases, and the steps of an overdue clock, decided without a database."""

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from care_triage.cases import policy
from care_triage.cases.policy import Escalation, case_status, escalation, need_status
from care_triage.cases.types import (
    ACTIVE,
    WITHOUT_HELP,
    NeedState,
    Outcome,
    ReferralRole,
    ReferralState,
    ReferralStatus,
    Status,
)

REFERRALS = st.builds(
    ReferralState,
    id=st.integers(1, 99),
    role=st.sampled_from(ReferralRole),
    status=st.sampled_from(ReferralStatus),
    outcome=st.sampled_from(Outcome),
)


def need(*referrals: ReferralState, routed: bool = True) -> NeedState:
    return NeedState(1, routed, referrals=referrals)


def lead(status: ReferralStatus, outcome: Outcome | None = None, id: int = 1) -> ReferralState:
    return ReferralState(id, ReferralRole.LEAD, status, outcome)


def support(status: ReferralStatus) -> ReferralState:
    return ReferralState(9, ReferralRole.SUPPORT, status)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (need(routed=False), Status.PENDING),
        (need(), Status.DESK),
        (need(lead(ReferralStatus.SENT)), Status.SENT),
        (need(lead(ReferralStatus.ACCEPTED)), Status.IN_PROGRESS),
        (need(lead(ReferralStatus.WAITING)), Status.WAITING),
        (need(lead(ReferralStatus.DECLINED)), Status.DESK),
        (need(lead(ReferralStatus.WITHDRAWN), support(ReferralStatus.ACCEPTED)), Status.DESK),
        (need(lead(ReferralStatus.CLOSED, Outcome.HELPED)), Status.CLOSED),
        (need(lead(ReferralStatus.CLOSED, Outcome.HELPED), support(ReferralStatus.SENT)), Status.IN_PROGRESS),
        (need(lead(ReferralStatus.CLOSED, Outcome.WRONG_PROBLEM)), Status.DESK),
        (need(lead(ReferralStatus.CLOSED, Outcome.NO_SOLUTION), lead(ReferralStatus.SENT, id=2)), Status.SENT),
        (NeedState(1, True, withdrawn=True), Status.WITHDRAWN),
        (NeedState(1, True, ended=True), Status.CLOSED),
    ],
)
def test_a_need_stands_where_its_referrals_stand(state: NeedState, status: Status) -> None:
    assert need_status(state) is status


@given(st.lists(REFERRALS, max_size=6))
def test_a_need_with_an_active_lead_or_support_is_never_closed(referrals: list[ReferralState]) -> None:
    working = any(row.status in ACTIVE and row.role is not ReferralRole.INFORM for row in referrals)
    if working:
        assert need_status(need(*referrals)) not in (Status.CLOSED, Status.WITHDRAWN)


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_a_case_is_open_while_anything_in_it_is_open(needs: list[Status]) -> None:
    ended = {Status.CLOSED, Status.WITHDRAWN}
    assert (case_status(needs) in ended) == (set(needs) <= ended)
    assert case_status(needs) in needs


def test_every_outcome_either_ends_the_need_or_calls_the_desk() -> None:
    for outcome in Outcome:
        expected = Status.DESK if outcome in WITHOUT_HELP else Status.CLOSED
        assert need_status(need(lead(ReferralStatus.CLOSED, outcome))) is expected


@pytest.mark.parametrize(
    ("status", "level", "late", "step"),
    [
        (ReferralStatus.SENT, 0, 0, Escalation.REMIND),
        (ReferralStatus.SENT, 0, -1, None),
        (ReferralStatus.SENT, 1, policy.MANAGER_AFTER - 1, None),
        (ReferralStatus.SENT, 1, policy.MANAGER_AFTER, Escalation.ESCALATE),
        (ReferralStatus.SENT, 2, policy.EXPIRES_AFTER, Escalation.EXPIRE),
        (ReferralStatus.ACCEPTED, 1, policy.MANAGER_AFTER, Escalation.ESCALATE),
        (ReferralStatus.ACCEPTED, 2, 10**6, None),
        (ReferralStatus.SENT, 3, 10**6, None),
    ],
)
def test_an_overdue_clock_takes_one_step_at_a_time(
    status: ReferralStatus, level: int, late: int, step: Escalation | None
) -> None:
    assert escalation(status, ReferralRole.LEAD, level, late) is step
    assert escalation(status, ReferralRole.INFORM, level, late) is None


def test_a_step_may_be_taken_back_for_ten_minutes() -> None:
    done = datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert policy.may_undo(done, done + timedelta(minutes=10))
    assert not policy.may_undo(done, done + timedelta(minutes=10, seconds=1))


@pytest.mark.parametrize("status", list(ReferralStatus))
def test_an_ended_referral_moves_no_more_except_by_undoing_its_closing(status: ReferralStatus) -> None:
    expected = {policy.Action.UNDO} if status is ReferralStatus.CLOSED else set()
    if status not in ACTIVE:
        assert policy.allowed_actions(status) == expected

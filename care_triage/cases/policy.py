"""Pure decisions about a case: states, whose move, escalation."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

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

# Working minutes. An adviser who accepted owes the next step within five working days of seven hours.
NEXT_ACTION_MINUTES = 5 * 7 * 60
# The unit's manager is told half a working day after the adviser was reminded ...
MANAGER_AFTER = 210
# ... and one working day later the need is routed again.
EXPIRES_AFTER = MANAGER_AFTER + 420
UNDO_MINUTES = 10
# What an acceptance taken back leaves for somebody else of the unit to answer.
UNDO_ANSWER_MINUTES = 420
# What a unit is left at least to answer a request that a person looked at first.
LATE_ANSWER_MINUTES = 420
DOCUMENT_LIMIT = 30
MOST_SLOTS = 5
# An owner reminds everybody at most every two days.
NUDGE_DAYS = 2
# A request that ended may be taken up again for so long, by whoever had it; their unit answers within a day.
REOPEN_DAYS = 30
REOPENED_ANSWER_MINUTES = 420
# How it went is asked once taking back is over, and a month later; answers may be changed for two months.
ASK_AFTER_MINUTES = 60
ASK_AGAIN_DAYS = 30
OPINION_DAYS = 60
# Between the wish to be forgotten and its being done: the time to change one's mind.
ERASURE_HOURS = 24


class Action(StrEnum):
    """What can be done to a referral."""

    ACCEPT = "accept"
    DECLINE = "decline"
    TRANSFER = "transfer"
    WAIT = "wait"
    RESUME = "resume"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    UNDO = "undo"


_TRANSITIONS: dict[ReferralStatus, frozenset[Action]] = {
    ReferralStatus.SENT: frozenset({Action.ACCEPT, Action.DECLINE, Action.TRANSFER, Action.WITHDRAW, Action.EXPIRE}),
    ReferralStatus.ACCEPTED: frozenset(
        {Action.DECLINE, Action.TRANSFER, Action.WAIT, Action.CLOSE, Action.WITHDRAW, Action.UNDO}
    ),
    ReferralStatus.WAITING: frozenset(
        {Action.RESUME, Action.TRANSFER, Action.WAIT, Action.CLOSE, Action.WITHDRAW, Action.DECLINE}
    ),
    ReferralStatus.CLOSED: frozenset({Action.UNDO}),
}


def allowed_actions(status: ReferralStatus) -> frozenset[Action]:
    """What can be done to a referral in this state."""
    return _TRANSITIONS.get(status, frozenset())


def need_status(need: NeedState) -> Status:
    """Where a need stands, from its referrals alone."""
    if need.withdrawn:
        return Status.WITHDRAWN
    if need.ended:
        return Status.CLOSED
    if not need.routed:
        return Status.PENDING
    leads = [r for r in need.referrals if r.role is ReferralRole.LEAD]
    active = next((lead.status for lead in leads if lead.status in ACTIVE), None)
    if active is not None:
        return _ACTIVE_LEAD[active]
    if _was_answered(leads):
        working = any(r.status in ACTIVE and r.role is ReferralRole.SUPPORT for r in need.referrals)
        return Status.IN_PROGRESS if working else Status.CLOSED
    return Status.DESK


_ACTIVE_LEAD = {
    ReferralStatus.SENT: Status.SENT,
    ReferralStatus.ACCEPTED: Status.IN_PROGRESS,
    ReferralStatus.WAITING: Status.WAITING,
}


def _was_answered(leads: Sequence[ReferralState]) -> bool:
    closed = [lead for lead in leads if lead.status is ReferralStatus.CLOSED]
    return bool(closed) and max(closed, key=lambda lead: lead.id).outcome not in WITHOUT_HELP


# The most pressing need speaks for the case.
_PRESSING = (Status.DESK, Status.PENDING, Status.SENT, Status.IN_PROGRESS, Status.WAITING, Status.CLOSED)


def case_status(needs: Iterable[Status]) -> Status:
    """Where a case stands: open while anything in it is open."""
    present = set(needs)
    return next((status for status in _PRESSING if status in present), Status.WITHDRAWN)


def must_route_again(action: Action, role: ReferralRole) -> bool:
    """Whether the end of a referral leaves the need without a lead that others could be."""
    return role is ReferralRole.LEAD and action in (Action.DECLINE, Action.EXPIRE)


def without_help(outcome: Outcome | None) -> bool:
    """Whether the owner stands where they stood before: the triage desk looks again."""
    return outcome in WITHOUT_HELP


def may_reopen(ended_at: datetime, now: datetime) -> bool:
    """Whether a request that ended then may still be taken up again."""
    return now - ended_at <= timedelta(days=REOPEN_DAYS)


def may_tell(ended_at: datetime, now: datetime) -> bool:
    """Whether how it went may still be told, or told otherwise."""
    return now - ended_at <= timedelta(days=OPINION_DAYS)


class Escalation(StrEnum):
    """What to do about a clock that ran out; each once, in this order."""

    REMIND = "remind"
    ESCALATE = "escalate"
    EXPIRE = "expire"


def escalation(status: ReferralStatus, role: ReferralRole, level: int, overdue_minutes: int) -> Escalation | None:
    """The next step for a referral whose clock has been over for so many working minutes.

    `level` counts the steps already taken. Only an unanswered referral expires: whoever accepted
    keeps the case and is reminded of it.
    """
    if role is ReferralRole.INFORM or overdue_minutes < 0:
        return None
    if level == 0:
        return Escalation.REMIND
    if level == 1 and overdue_minutes >= MANAGER_AFTER:
        return Escalation.ESCALATE
    if level == 2 and overdue_minutes >= EXPIRES_AFTER and status is ReferralStatus.SENT:
        return Escalation.EXPIRE
    return None


def may_undo(done_at: datetime, now: datetime) -> bool:
    """Whether a step taken then may still be taken back."""
    return (now - done_at).total_seconds() <= UNDO_MINUTES * 60

"""What a unit answers: accept, decline, transfer; and taking it back."""

from datetime import datetime

from sqlalchemy import func, select

from care_triage.cases import policy
from care_triage.cases.errors import AlreadyAnswered, AlreadyLed, AlreadyReferred, NotAllowedNow, ReasonMissing
from care_triage.cases.events import NeedToRouteAgain, ReferralAccepted, ReferralDeclined
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.policy import Action
from care_triage.cases.service.clocks import FIRST_ANSWER, NEXT_ACTION, due_of, start_clock, stop_clock
from care_triage.cases.service.end_appointments import call_off_appointments
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_referral
from care_triage.cases.service.refer import has_lead, put_on_desk, send, units_at_work
from care_triage.cases.service.status import refresh_status
from care_triage.cases.types import (
    SYSTEM,
    Actor,
    DeclineReason,
    EventKind,
    Origin,
    PlannedReferral,
    ReferralRole,
    ReferralStatus,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def accept_referral(referral_id: int, actor: Actor) -> None:
    """An adviser takes the referral. Raises AlreadyAnswered when somebody was faster."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.ACCEPT)
    referral.adviser_id = actor.person_id
    referral.accepted_at = clock.now()
    _set(referral, ReferralStatus.ACCEPTED)
    case.first_answered_at = case.first_answered_at or referral.accepted_at
    if referral.role is ReferralRole.INFORM:
        stop_clock(referral)
    else:
        start_clock(referral, NEXT_ACTION, policy.NEXT_ACTION_MINUTES)
    record(case.id, EventKind.REFERRAL_ACCEPTED, actor, need.id, referral.id, due=due_of(referral))
    publish(ReferralAccepted(referral.id))
    refresh_status(case)


@transactional
def decline_referral(referral_id: int, reason: DeclineReason, note: str, actor: Actor) -> None:
    """A unit does not take the referral and says why; a lead's need is routed again without this unit."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.DECLINE)
    if reason is DeclineReason.OTHER and not note.strip():
        raise ReasonMissing
    referral.decline_reason, referral.end_note = reason, note.strip() or None
    end(referral, ReferralStatus.DECLINED)
    record(case.id, EventKind.REFERRAL_DECLINED, actor, need.id, referral.id, reason=reason)
    publish(ReferralDeclined(referral.id))
    route_again(case, need, referral, Action.DECLINE)
    refresh_status(case)


@transactional
def transfer_referral(referral_id: int, plan: PlannedReferral, actor: Actor) -> int:
    """Ownership moves to another unit, with its reason in `plan.note`. Returns the new referral's id."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.TRANSFER)
    if not (plan.note or "").strip():
        raise ReasonMissing
    if plan.unit_id in units_at_work(need):
        raise AlreadyReferred
    referral.end_note = plan.note
    end(referral, ReferralStatus.TRANSFERRED)
    record(case.id, EventKind.REFERRAL_TRANSFERRED, actor, need.id, referral.id, to_unit=plan.unit_id)
    moved = PlannedReferral(
        plan.unit_id, referral.role, plan.answer_minutes, plan.hours, Origin.TRANSFER, referral.rank, plan.note
    )
    sent = send(case, need, moved, actor, referral.decision_id)
    refresh_status(case)
    return sent.id


@transactional
def undo_answer(referral_id: int, actor: Actor) -> None:
    """Take back one's own acceptance or closing within a few minutes, as a new line of history."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.UNDO)
    undone, done_at = referral.status, referral.status_at
    if undone is ReferralStatus.ACCEPTED:
        done_at = referral.accepted_at or done_at
    if referral.adviser_id != actor.person_id or not policy.may_undo(done_at, clock.now()):
        raise NotAllowedNow
    if undone is ReferralStatus.CLOSED:
        _reopen(case, need, referral)
    else:
        _give_back(case, referral)
    record(case.id, EventKind.REFERRAL_UNDONE, actor, need.id, referral.id, undone=undone, due=due_of(referral))
    refresh_status(case)


def _give_back(case: Case, referral: Referral) -> None:
    """Leave the referral for somebody else of the unit to answer; an answer taken back was no answer."""
    if case.first_answered_at == referral.accepted_at:
        case.first_answered_at = _next_answer(referral)
    referral.adviser_id = referral.accepted_at = None
    _set(referral, ReferralStatus.SENT)
    if referral.role is not ReferralRole.INFORM:
        start_clock(referral, FIRST_ANSWER, policy.UNDO_ANSWER_MINUTES)


def _next_answer(referral: Referral) -> datetime | None:
    query = select(func.min(Referral.accepted_at)).where(
        Referral.case_id == referral.case_id, Referral.id != referral.id
    )
    return session().scalar(query)


def _reopen(case: Case, need: Need, referral: Referral) -> None:
    withdrawn = select(Need.id).where(Need.case_id == case.id, Need.withdrawn.is_(True)).limit(1)
    # What the owner took back, or the desk has ended, stays so.
    if need.ended or session().scalar(withdrawn) is not None:
        raise NotAllowedNow
    if referral.role is ReferralRole.LEAD and not need.routed:
        raise NotAllowedNow
    if referral.role is ReferralRole.LEAD and has_lead(need):
        raise AlreadyLed
    if referral.unit_id in units_at_work(need):
        raise AlreadyReferred
    referral.outcome = referral.ended_at = referral.end_note = None
    _set(referral, ReferralStatus.ACCEPTED)
    start_clock(referral, NEXT_ACTION, policy.NEXT_ACTION_MINUTES)


def require(referral: Referral, action: Action) -> None:
    """Raise unless the state allows the action, naming what happened meanwhile."""
    if action in policy.allowed_actions(referral.status):
        return
    if action in (Action.ACCEPT, Action.DECLINE):
        raise AlreadyAnswered(answer=referral.status.value)
    raise NotAllowedNow


def end(referral: Referral, status: ReferralStatus) -> None:
    """Bring a referral to one of its ends; its clock stops."""
    stop_clock(referral)
    call_off_appointments(referral)
    referral.waiting_on = referral.waiting_until_on = None
    referral.ended_at = clock.now()
    _set(referral, status)


def route_again(case: Case, need: Need, referral: Referral, action: Action) -> None:
    """Owe the need a routing without the unit that just left it, when it has no lead any more."""
    if referral.role is not ReferralRole.LEAD:
        return
    if policy.must_route_again(action, referral.role):
        need.routed = False
        publish(NeedToRouteAgain(need.id))
    elif referral.status is ReferralStatus.CLOSED and policy.without_help(referral.outcome):
        put_on_desk(case, need, "ended_without_help", SYSTEM)


def _set(referral: Referral, status: ReferralStatus) -> None:
    referral.status, referral.status_at = status, clock.now()

"""Working on a referral: wait, resume, close, withdraw; add a partner; end a need at the desk."""

from datetime import date

from sqlalchemy import ColumnElement, select

from care_triage.cases.errors import CaseEnded, DateInThePast, NotAllowedNow, ReasonMissing
from care_triage.cases.events import CaseWithdrawn, ReferralClosed, ReferralWaiting, ReferralWithdrawn
from care_triage.cases.models import Need, Referral
from care_triage.cases.policy import NEXT_ACTION_MINUTES, Action
from care_triage.cases.service.answer_referral import end, require, route_again
from care_triage.cases.service.clocks import NEXT_ACTION, due_of, pause_clock, resume_clock, start_clock
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case, lock_need, lock_referral
from care_triage.cases.service.refer import put_on_desk
from care_triage.cases.service.status import ENDED, refresh_status
from care_triage.cases.types import (
    ACTIVE,
    OWNER,
    Actor,
    EventKind,
    Outcome,
    ReferralRole,
    ReferralStatus,
    Status,
    WaitingOn,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def wait(referral_id: int, on: WaitingOn, until_on: date | None, actor: Actor) -> None:
    """Put a referral aside until somebody moves or a date comes. Only the owner's turn stops the clock."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.WAIT)
    if until_on is None and on is WaitingOn.DATE:
        raise ReasonMissing("Choisissez la date jusqu’à laquelle vous attendez.")
    if until_on is not None and until_on <= clock.today():
        raise DateInThePast
    if on is WaitingOn.OWNER:
        pause_clock(referral)
    elif referral.waiting_on is WaitingOn.OWNER:
        # The owner has answered by other ways: the time is the partners' again.
        resume_clock(referral)
    referral.waiting_on, referral.waiting_until_on = on, until_on
    referral.status, referral.status_at = ReferralStatus.WAITING, clock.now()
    record(case.id, EventKind.REFERRAL_WAITING, actor, need.id, referral.id, on=on,
           until=until_on.isoformat() if until_on else None, due=due_of(referral))  # fmt: skip
    publish(ReferralWaiting(referral.id))
    refresh_status(case)


@transactional
def resume(referral_id: int, actor: Actor) -> None:
    """Take a waiting referral up again."""
    case, _need, referral = lock_referral(referral_id)
    require(referral, Action.RESUME)
    resume_in_place(referral, actor)
    refresh_status(case)


def resume_in_place(referral: Referral, actor: Actor) -> None:
    """Take a waiting referral up again, as part of a larger step."""
    if referral.waiting_on is WaitingOn.OWNER:
        resume_clock(referral)
    else:
        start_clock(referral, NEXT_ACTION, NEXT_ACTION_MINUTES)
    referral.waiting_on = referral.waiting_until_on = None
    referral.status, referral.status_at = ReferralStatus.ACCEPTED, clock.now()
    record(referral.case_id, EventKind.REFERRAL_RESUMED, actor, referral.need_id, referral.id, due=due_of(referral))


@transactional
def close_referral(referral_id: int, outcome: Outcome, note: str, actor: Actor) -> None:
    """End a referral with its outcome; without help, the triage desk looks at the need again."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.CLOSE)
    referral.outcome, referral.end_note = outcome, note.strip() or None
    end(referral, ReferralStatus.CLOSED)
    record(case.id, EventKind.REFERRAL_CLOSED, actor, need.id, referral.id, outcome=outcome)
    publish(ReferralClosed(referral.id))
    route_again(case, need, referral, Action.CLOSE)
    refresh_status(case)


@transactional
def withdraw_referral(referral_id: int, note: str, actor: Actor) -> None:
    """A coordinator takes a referral back; without its lead, the need waits at the triage desk."""
    case, need, referral = lock_referral(referral_id)
    require(referral, Action.WITHDRAW)
    if not note.strip():
        raise ReasonMissing
    referral.end_note = note.strip()
    end(referral, ReferralStatus.WITHDRAWN)
    record(case.id, EventKind.REFERRAL_WITHDRAWN, actor, need.id, referral.id)
    publish(ReferralWithdrawn(referral.id))
    if referral.role is ReferralRole.LEAD:
        put_on_desk(case, need, "lead_withdrawn", actor)
    refresh_status(case)


@transactional
def withdraw_case(case_id: int) -> None:
    """The owner takes the request back; every unit at work is told."""
    case = lock_case(case_id)
    if case.status in ENDED:
        raise CaseEnded
    _call_off(Referral.case_id == case.id, OWNER)
    for need in session().scalars(select(Need).where(Need.case_id == case.id).order_by(Need.id)):
        need.withdrawn = need.status not in ENDED
    record(case.id, EventKind.CASE_WITHDRAWN, OWNER)
    publish(CaseWithdrawn(case.id))
    refresh_status(case)


@transactional
def end_need(need_id: int, outcome: Outcome, actor: Actor, kind: EventKind = EventKind.NEED_ENDED) -> None:
    """A coordinator ends a need that waits at the triage desk, with its outcome; who still helps is told."""
    case, need = lock_need(need_id)
    if need.status is not Status.DESK:
        raise NotAllowedNow
    _call_off(Referral.need_id == need.id, actor)
    need.ended, need.outcome = True, outcome
    record(case.id, kind, actor, need.id, outcome=outcome)
    refresh_status(case)


def _call_off(which: ColumnElement[bool], actor: Actor) -> None:
    """End the referrals that are still at work, each with its line of history."""
    query = select(Referral).where(which, Referral.status.in_(ACTIVE))
    for referral in session().scalars(query.order_by(Referral.id)):
        end(referral, ReferralStatus.WITHDRAWN)
        record(referral.case_id, EventKind.REFERRAL_WITHDRAWN, actor, referral.need_id, referral.id)
        publish(ReferralWithdrawn(referral.id))

"""Referring: a need is handed to units, or to the triage desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from care_triage.cases.errors import AlreadyLed, AlreadyReferred, CaseEnded
from care_triage.cases.events import NeedOnDesk, ReferralSent
from care_triage.cases.models import Case, Hold, LegalClock, Need, Referral
from care_triage.cases.service.clocks import FIRST_ANSWER, due_of, start_clock
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_need
from care_triage.cases.service.status import ENDED, refresh_status
from care_triage.cases.types import (
    ACTIVE,
    Actor,
    EventKind,
    HoldKind,
    HoldState,
    LegalTerm,
    PlannedReferral,
    ReferralRole,
    Routing,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def apply_routing(routing: Routing) -> bool:
    """Send what a decision planned. False, and no effect, when the need no longer waits for a routing."""
    case, need = lock_need(routing.need_id)
    if need.routed or need.withdrawn or need.ended:
        return False
    need.routed = True
    need.confidential = need.confidential or routing.confidential
    case.urgent = case.urgent or routing.urgent
    working = _at_work(need)
    sent = [send(case, need, plan, routing.actor, routing.decision_id)
            for plan in routing.referrals if plan.unit_id not in working]  # fmt: skip
    _promote(case, routing, working)
    _bind_terms(need, routing.terms)
    confirmed: dict[str, Any] = {"held_back": routing.held_back} if routing.held_back else {}
    record(case.id, EventKind.NEED_ROUTED, routing.actor, need.id, decision=routing.decision_id,
           units=[referral.unit_id for referral in sent], **confirmed)  # fmt: skip
    if not has_lead(need):
        put_on_desk(case, need, routing.desk_reason, routing.actor)
    refresh_status(case)
    return True


@transactional
def refer_by_hand(need_id: int, plan: PlannedReferral, actor: Actor) -> int:
    """A coordinator, or the adviser of a case, hands a need to a unit. Returns the referral's id.

    Raises AlreadyReferred, or AlreadyLed for a second lead.
    """
    case, need = lock_need(need_id)
    if need.status in ENDED:
        raise CaseEnded
    if plan.unit_id in units_at_work(need):
        raise AlreadyReferred
    if plan.role is ReferralRole.LEAD and has_lead(need):
        raise AlreadyLed
    if plan.role is ReferralRole.LEAD:
        # Help added while the machine still looks for a lead does not end its search.
        need.routed, need.desk_reason = True, None
    referral = send(case, need, plan, actor, decision_id=None)
    refresh_status(case)
    return referral.id


def send(case: Case, need: Need, plan: PlannedReferral, actor: Actor, decision_id: int | None) -> Referral:
    """Write one referral with its clock, its line of history and its event."""
    at = clock.now()
    referral = Referral(
        case_id=case.id, need_id=need.id, unit_id=plan.unit_id, role=plan.role, origin=plan.origin, rank=plan.rank,
        note=plan.note, decision_id=decision_id, sent_at=at, status_at=at, hours=plan.hours,
    )  # fmt: skip
    session().add(referral)
    session().flush()
    if plan.role is not ReferralRole.INFORM:
        start_clock(referral, FIRST_ANSWER, plan.answer_minutes, _counted_from(case, need, referral))
    record(case.id, EventKind.REFERRAL_SENT, actor, need.id, referral.id, unit=plan.unit_id, role=plan.role,
           origin=plan.origin, due=due_of(referral))  # fmt: skip
    publish(ReferralSent(referral.id))
    return referral


def _counted_from(case: Case, need: Need, referral: Referral) -> datetime | None:
    """When the clock began: at filing for the first units of a case that was held, at sending for all others."""
    held = select(Hold.id).where(
        Hold.case_id == case.id, Hold.kind == HoldKind.SUSPICION, Hold.state == HoldState.RELEASED
    )
    if session().scalar(held.limit(1)) is None:
        return None
    # Those of this routing came at this very time.
    before = select(Referral.id).where(Referral.need_id == need.id, Referral.sent_at < referral.sent_at)
    return None if session().scalar(before.limit(1)) is not None else case.filed_at


def put_on_desk(case: Case, need: Need, reason: str, actor: Actor) -> None:
    """Give a need to the triage desk; a person looks at it."""
    need.routed = True
    need.desk_reason = reason
    record(case.id, EventKind.NEED_ON_DESK, actor, need.id, reason=reason)
    publish(NeedOnDesk(need.id))


def take_off_desk(need_id: int) -> None:
    """Let a need that waits at the desk be routed."""
    _case, need = lock_need(need_id)
    need.routed, need.desk_reason = False, None
    session().flush()


def _bind_terms(need: Need, terms: tuple[LegalTerm, ...]) -> None:
    known = set(session().scalars(select(LegalClock.name).where(LegalClock.need_id == need.id)))
    for term in terms:
        if term.name not in known:
            session().add(
                LegalClock(need_id=need.id, name=term.name, from_on=term.from_on, days=term.days,
                           due_on=term.due_on, law=term.law)
            )  # fmt: skip


def _promote(case: Case, routing: Routing, working: dict[int, Referral]) -> None:
    """Who already helps and is next to lead leads from now on: the lead before them has left."""
    plan = next((plan for plan in routing.referrals if plan.role is ReferralRole.LEAD), None)
    referral = working.get(plan.unit_id) if plan is not None else None
    if plan is None or referral is None or referral.role is ReferralRole.LEAD:
        return
    if referral.role is ReferralRole.INFORM:
        start_clock(referral, FIRST_ANSWER, plan.answer_minutes)
    referral.role, referral.rank, referral.decision_id = ReferralRole.LEAD, plan.rank, routing.decision_id
    session().flush()
    record(case.id, EventKind.REFERRAL_SENT, routing.actor, referral.need_id, referral.id, unit=referral.unit_id,
           role=referral.role, origin=plan.origin, due=due_of(referral))  # fmt: skip
    publish(ReferralSent(referral.id))


def units_at_work(need: Need) -> set[int]:
    """Units that hold an active referral for the need."""
    return set(_at_work(need))


def _at_work(need: Need) -> dict[int, Referral]:
    query = select(Referral).where(Referral.need_id == need.id, Referral.status.in_(ACTIVE))
    return {referral.unit_id: referral for referral in session().scalars(query.order_by(Referral.id))}


def has_lead(need: Need) -> bool:
    """Whether somebody leads the need now."""
    query = select(Referral.id).where(
        Referral.need_id == need.id, Referral.status.in_(ACTIVE), Referral.role == ReferralRole.LEAD
    )
    return session().scalar(query.limit(1)) is not None

"""Clocks that ran out: remind, escalate to the manager, route again; and dates that have come."""

from datetime import date

from sqlalchemy import select

from care_triage.cases import policy
from care_triage.cases.events import ReferralOverdue
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.policy import Action, Escalation
from care_triage.cases.service.answer_referral import end, route_again
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_referral
from care_triage.cases.service.status import refresh_status
from care_triage.cases.service.work_referral import resume_in_place
from care_triage.cases.types import ACTIVE, SYSTEM, EventKind, ReferralStatus, WaitingOn
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish
from care_triage.territory.business_hours import parse_hours
from care_triage.territory.working_time import working_minutes_between

_KINDS = {
    Escalation.REMIND: EventKind.REFERRAL_REMINDED,
    Escalation.ESCALATE: EventKind.REFERRAL_ESCALATED,
    Escalation.EXPIRE: EventKind.REFERRAL_EXPIRED,
}


def overdue_referrals() -> list[int]:
    """Active referrals whose time is over, or whose waiting date has come."""
    # Only an unanswered referral has a last step; what waits for a date is woken by the date.
    may_step = (Referral.escalation_level < len(Escalation) - 1) | (
        (Referral.status == ReferralStatus.SENT) & (Referral.escalation_level < len(Escalation))
    )
    late = (Referral.due_at <= clock.now()) & may_step & Referral.waiting_on.is_distinct_from(WaitingOn.DATE)
    woken = (Referral.status == ReferralStatus.WAITING) & (Referral.waiting_until_on <= clock.today())
    query = select(Referral.id).where(Referral.status.in_(ACTIVE), late | woken)
    return list(session().scalars(query.order_by(Referral.id)))


@transactional
def look_at_clock(referral_id: int) -> None:
    """Take the one step that is due for a referral; running it again changes nothing."""
    case, need, referral = lock_referral(referral_id)
    if referral.status is ReferralStatus.WAITING and _has_come(referral.waiting_until_on):
        _wake(case, referral)
    elif referral.status in ACTIVE and referral.waiting_on is not WaitingOn.DATE:
        _step(case, need, referral)


def _has_come(on: date | None) -> bool:
    return on is not None and on <= clock.today()


def _wake(case: Case, referral: Referral) -> None:
    if referral.waiting_on is WaitingOn.OWNER:
        publish(ReferralOverdue(referral.id, Escalation.REMIND))
    resume_in_place(referral, SYSTEM)
    refresh_status(case)


def _step(case: Case, need: Need, referral: Referral) -> None:
    if referral.due_at is None or referral.due_at > clock.now():
        return
    late = working_minutes_between(referral.due_at, clock.now(), parse_hours(referral.hours))
    step = policy.escalation(referral.status, referral.role, referral.escalation_level, late)
    if step is None:
        return
    referral.escalation_level += 1
    record(case.id, _KINDS[step], SYSTEM, need.id, referral.id)
    if step is Escalation.EXPIRE:
        end(referral, ReferralStatus.EXPIRED)
        route_again(case, need, referral, Action.EXPIRE)
    publish(ReferralOverdue(referral.id, step))
    refresh_status(case)

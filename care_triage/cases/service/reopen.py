"""Taking an ended request up again: the same people first, where it was, and never twice."""

from datetime import datetime, timedelta

from sqlalchemy import select

from care_triage.cases import policy
from care_triage.cases.errors import CaseNotEnded, ReasonMissing, TooLateToReopen
from care_triage.cases.events import CaseReopened, NeedToRouteAgain, ReferralSent
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.queries.people_at_work import is_still_there, is_unit_open
from care_triage.cases.service.clocks import FIRST_ANSWER, NEXT_ACTION, due_of, start_clock
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.history import record
from care_triage.cases.service.hold import hold_refused_again
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.refer import has_lead, put_on_desk, units_at_work
from care_triage.cases.service.status import ENDED, refresh_status
from care_triage.cases.types import (
    OWNER,
    Audience,
    Draft,
    EventKind,
    ReferralRole,
    ReferralStatus,
    Status,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish

# One transaction ends the referrals of a case, then the case.
_TOGETHER = timedelta(seconds=10)


@transactional
def reopen_case(case_id: int, reason: str, *, suffers: bool = False) -> int:
    """Put the needs of an ended case back where they were, or on the desk; the reason is a message of the owner.

    What was refused as no request is looked at again by a person, unless the owner `suffers`. Returns the id of that
    message. Raises CaseNotEnded, TooLateToReopen after thirty days, ReasonMissing.
    """
    case = lock_case(case_id)
    if case.status not in ENDED or case.closed_at is None:
        raise CaseNotEnded
    if not policy.may_reopen(case.closed_at, clock.now()):
        raise TooLateToReopen
    if not reason.strip():
        raise ReasonMissing("Dites en quelques mots pourquoi vous reprenez : la personne qui vous suit le lira.")
    ended_at = case.closed_at
    record(case.id, EventKind.CASE_REOPENED, OWNER)
    hold_refused_again(case.id, suffers=suffers)
    needs = list(session().scalars(select(Need).where(Need.case_id == case.id).order_by(Need.id)))
    # What was over before the owner left stays over.
    left = [need for need in needs if need.status is Status.WITHDRAWN] or needs
    for need in left:
        _take_up(case, need, ended_at)
    refresh_status(case)
    message_id = post_message(Draft(case.id, Audience.OWNER, reason, OWNER))
    publish(CaseReopened(case.id))
    return message_id


def _take_up(case: Case, need: Need, ended_at: datetime) -> None:
    was_on_desk = need.ended
    need.withdrawn = need.ended = False
    need.outcome = None
    if not need.routed:
        # The machine had not found anybody yet: it looks again.
        publish(NeedToRouteAgain(need.id))
        return
    for referral in _to_wake(need, ended_at):
        if referral.unit_id not in units_at_work(need) and not (referral.role is ReferralRole.LEAD and has_lead(need)):
            _wake(case, referral)
    if was_on_desk:
        put_on_desk(case, need, "reopened", OWNER)
    elif not has_lead(need):
        # Whoever led is gone, or nobody did: the machine looks for somebody, and asks the desk when it finds none.
        need.routed = False
        publish(NeedToRouteAgain(need.id))


def _to_wake(need: Need, ended_at: datetime) -> list[Referral]:
    """Who was at work when the owner left; else the last who led."""
    rows = list(session().scalars(select(Referral).where(Referral.need_id == need.id).order_by(Referral.id.desc())))
    left = [
        row for row in rows
        if row.status is ReferralStatus.WITHDRAWN and row.ended_at and ended_at - row.ended_at < _TOGETHER
        and is_unit_open(row.unit_id)
    ]  # fmt: skip
    if need.status is Status.WITHDRAWN:
        return left
    leads = (row for row in rows if row.role is ReferralRole.LEAD and row.status is ReferralStatus.CLOSED)
    return [row for row in leads if is_unit_open(row.unit_id)][:1]


def _wake(case: Case, referral: Referral) -> None:
    """Give a referral back to its adviser; to the whole unit when nobody had taken it, or they have left."""
    had_adviser = referral.accepted_at is not None and is_still_there(referral.adviser_id)
    referral.outcome = referral.ended_at = referral.end_note = None
    referral.status = ReferralStatus.ACCEPTED if had_adviser else ReferralStatus.SENT
    referral.status_at = clock.now()
    if not had_adviser:
        referral.adviser_id = referral.accepted_at = None
    session().flush()
    if referral.role is not ReferralRole.INFORM:
        name, minutes = (
            (NEXT_ACTION, policy.NEXT_ACTION_MINUTES) if had_adviser else (FIRST_ANSWER, policy.REOPENED_ANSWER_MINUTES)
        )
        start_clock(referral, name, minutes)
    kind = EventKind.REFERRAL_RESUMED if had_adviser else EventKind.REFERRAL_SENT
    record(case.id, kind, OWNER, referral.need_id, referral.id, unit=referral.unit_id, role=referral.role,
           origin=referral.origin, due=due_of(referral))  # fmt: skip
    if not had_adviser:
        publish(ReferralSent(referral.id))

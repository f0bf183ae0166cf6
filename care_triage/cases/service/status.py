"""Keeps the stored status of a case true to its referrals."""

from collections import defaultdict

from sqlalchemy import select

from care_triage.cases import policy
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.types import NeedState, ReferralState, Status
from care_triage.infra import clock
from care_triage.infra.db import session

ENDED = (Status.CLOSED, Status.WITHDRAWN)


def refresh_status(case: Case) -> None:
    """Derive the status of each need and of the case anew; the only place that writes them."""
    current = session()
    current.flush()
    referrals: dict[int, list[ReferralState]] = defaultdict(list)
    for row in current.scalars(select(Referral).where(Referral.case_id == case.id).order_by(Referral.id)):
        referrals[row.need_id].append(ReferralState(row.id, row.role, row.status, row.outcome))
    needs = list(current.scalars(select(Need).where(Need.case_id == case.id).order_by(Need.id)))
    for need in needs:
        need.status = policy.need_status(
            NeedState(need.id, need.routed, need.withdrawn, need.ended, tuple(referrals[need.id]))
        )
    case.confidential = any(need.confidential for need in needs)
    _move(case, policy.case_status(need.status for need in needs))


def _move(case: Case, status: Status) -> None:
    if case.status is status:
        return
    case.status, case.status_at = status, clock.now()
    case.closed_at = case.status_at if status in ENDED else None

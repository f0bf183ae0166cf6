"""A coordinator who has called an owner in distress takes the case by the hand."""

from care_triage.accounts.types import Viewer
from care_triage.caseboard.queries.needs import find_need_to_take
from care_triage.caseboard.queries.own_people import find_own_unit, find_referral_of
from care_triage.cases.errors import CaseEnded, NotYours
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.refer import refer_by_hand
from care_triage.cases.types import Origin, PlannedReferral, ReferralRole, ReferralStatus, Status, person
from care_triage.infra.db import transactional
from care_triage.partners.queries import get_unit

# Whoever takes a call answers at once; the clock is only there until they have.
_ANSWER_MINUTES = 60


@transactional
def take_call(case_id: int, note: str, viewer: Viewer) -> None:
    """Give the case to the viewer's own unit of the collective, accepted by them; once is enough.

    Raises NotYours for somebody who works in no such unit, CaseEnded when nothing is open any more.
    """
    unit_id = find_own_unit(viewer)
    if unit_id is None:
        raise NotYours
    lock_case(case_id)
    actor = person(viewer.user_id, unit_id)
    existing = find_referral_of(case_id, unit_id)
    if existing is None:
        accept_referral(refer_by_hand(*_plan(case_id, unit_id, note), actor), actor)
    elif existing[1] is ReferralStatus.SENT:
        accept_referral(existing[0], actor)


def _plan(case_id: int, unit_id: int, note: str) -> tuple[int, PlannedReferral]:
    found = find_need_to_take(case_id)
    if found is None:
        raise CaseEnded
    need_id, status = found
    role = ReferralRole.LEAD if status is Status.DESK else ReferralRole.SUPPORT
    hours = get_unit(unit_id).hours
    return need_id, PlannedReferral(unit_id, role, _ANSWER_MINUTES, hours, Origin.HAND, note=note)

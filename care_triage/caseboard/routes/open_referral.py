"""The referral that a page acts on: checked to be the viewer's own, shown with its case."""

from dataclasses import dataclass

from care_triage.accounts.session import current_viewer
from care_triage.caseboard.case_sheet import referrals_by_id
from care_triage.caseboard.subjects import subject_label
from care_triage.cases.errors import AlreadyAnswered, NotAllowedNow
from care_triage.cases.policy import Action, allowed_actions
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.queries.rows import CaseView, NeedRow, ReferralRow
from care_triage.cases.queries.work import require_own_referral
from care_triage.cases.types import ACTIVE, Actor, person


@dataclass(frozen=True)
class OpenReferral:
    """A referral of one's own unit, its case, and oneself acting for that unit."""

    case: CaseView
    need: NeedRow
    row: ReferralRow
    actor: Actor

    @property
    def subject(self) -> str:
        """What the need is about."""
        return subject_label(self.need.subject)


def own_referral(referral_id: int) -> tuple[int, Actor]:
    """The case of a referral of one's own unit, and oneself acting for that unit.

    404 when it does not exist for the viewer, 403 when it is another unit's.
    """
    viewer = current_viewer()
    case_id, unit_id = require_own_referral(referral_id, viewer)
    return case_id, person(viewer.user_id, unit_id)


def open_referral(referral_id: int, action: Action) -> OpenReferral:
    """The referral, when its state still allows `action`; else the page that says what happened meanwhile."""
    opened = _open(referral_id)
    if action in allowed_actions(opened.row.status):
        return opened
    if action is Action.DECLINE:
        raise AlreadyAnswered(answer=opened.row.status.value)
    raise NotAllowedNow


def open_active_referral(referral_id: int) -> OpenReferral:
    """The referral, when the unit still has it."""
    opened = _open(referral_id)
    if opened.row.status not in ACTIVE:
        raise NotAllowedNow
    return opened


def _open(referral_id: int) -> OpenReferral:
    case_id, actor = own_referral(referral_id)
    case = get_case(case_id, current_viewer())
    need, row = referrals_by_id(case)[referral_id]
    return OpenReferral(case, need, row, actor)

"""One need to read or to act on, for those who may: coordinators, and the units that have it."""

from dataclasses import dataclass

from sqlalchemy import select

from care_triage.accounts.types import Viewer
from care_triage.cases.errors import CaseNotFound, NotYours
from care_triage.cases.models import Case, Need
from care_triage.cases.queries import access
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.queries.rows import CaseView, NeedRow
from care_triage.cases.types import Status
from care_triage.infra.db import session
from care_triage.partners.queries import unit_ids_of_partners

_ENDED = (Status.CLOSED, Status.WITHDRAWN)


@dataclass(frozen=True)
class OpenNeed:
    """A need whose content the viewer may read, and its case as they may see it."""

    case: CaseView
    need: NeedRow


def get_need(need_id: int, viewer: Viewer) -> OpenNeed:
    """The need. Raises CaseNotFound when it does not exist for the viewer, NotYours when other units have it."""
    query = (
        select(Need.case_id)
        .join(Case, Case.id == Need.case_id)
        .where(Need.id == need_id, access.visible_case(viewer), access.visible_need(viewer))
    )
    case_id = session().scalar(query)
    if case_id is None:
        raise CaseNotFound
    case = get_case(case_id, viewer)
    need = next(row for row in case.needs if row.id == need_id)
    if not viewer.is_coordinator and not _is_held(need, viewer):
        raise NotYours
    return OpenNeed(case, need)


def find_need_to_take(case_id: int) -> tuple[int, Status] | None:
    """The need by which somebody takes a case by the hand, with its status: one on the desk before any other,
    one that partners share before a confidential one. None when nothing is open.
    """
    query = (
        select(Need.id, Need.status)
        .where(Need.case_id == case_id, Need.status.not_in(_ENDED))
        .order_by(Need.status != Status.DESK, Need.confidential, Need.id)
        .limit(1)
    )
    row = session().execute(query).one_or_none()
    return (row.id, row.status) if row else None


def _is_held(need: NeedRow, viewer: Viewer) -> bool:
    own = viewer.unit_ids | unit_ids_of_partners(viewer.partner_ids)
    return any(row.unit.unit_id in own for row in need.referrals)

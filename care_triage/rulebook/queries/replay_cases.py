"""The requests that a replay names, as far as a reader may know of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select

from care_triage.accounts.types import Viewer
from care_triage.cases.models import Case, Need
from care_triage.cases.queries.access import visible_case, visible_need
from care_triage.infra.db import session
from care_triage.rulebook.errors import ReplayNotFound


@dataclass(frozen=True)
class ShownRequest:
    """A past request: its case by reference, and its subject. Nothing of what was told."""

    need_id: int
    case_id: int
    reference: str
    subject: str


def visible_requests(need_ids: Collection[int], viewer: Viewer) -> dict[int, ShownRequest]:
    """Those of the needs that the viewer may read, by id."""
    if not need_ids:
        return {}
    rows = session().execute(_shown(viewer).where(Need.id.in_(need_ids)))
    return {row.id: ShownRequest(row.id, row.case_id, row.reference, row.subject) for row in rows}


def get_visible_request(need_id: int, viewer: Viewer) -> ShownRequest:
    """One need that the viewer may read. Raises ReplayNotFound."""
    found = visible_requests([need_id], viewer).get(need_id)
    if found is None:
        raise ReplayNotFound
    return found


def _shown(viewer: Viewer) -> Select[int, int, str, str]:
    return (
        select(Need.id, Need.case_id, Case.reference, Need.subject)
        .join(Case, Case.id == Need.case_id)
        .where(visible_case(viewer), visible_need(viewer))
    )

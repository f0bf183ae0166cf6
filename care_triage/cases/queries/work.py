"""What use cases and jobs of other features ask about cases: loads, states, units already tried."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from care_triage.accounts.types import Viewer
from care_triage.cases.errors import CaseNotFound, NotYours
from care_triage.cases.models import Case, HistoryEvent, Hold, Need, Referral
from care_triage.cases.queries import access
from care_triage.cases.types import ACTIVE, HELD_BACK, EventKind, HoldState, Status
from care_triage.infra.db import session


@dataclass(frozen=True)
class NeedToRoute:
    """What routing a need starts from."""

    need_id: int
    case_id: int
    subject: str
    story: str
    facts: dict[str, Any]
    commune: str
    heard_units: frozenset[int]
    """Units whose referral for this need has ended: the machine does not ask them again."""
    desk_reason: str | None = None


def needs_to_route(case_id: int) -> list[int]:
    """Ids of the needs of a case that the machine still owes a routing."""
    query = select(Need.id).where(
        Need.case_id == case_id, Need.routed.is_(False), Need.withdrawn.is_(False), ~_is_held()
    )
    return list(session().scalars(query.order_by(Need.id)))


def find_need_to_route(need_id: int) -> NeedToRoute | None:
    """The need, or None when it no longer waits for a routing."""
    query = (
        select(Need, Case)
        .join(Case, Case.id == Need.case_id)
        .where(
            Need.id == need_id, Need.routed.is_(False), Need.withdrawn.is_(False), Need.ended.is_(False), ~_is_held()
        )
    )
    row = session().execute(query.execution_options(populate_existing=True)).one_or_none()
    return _to_route(*row) if row is not None else None


def needs_held_back(case_id: int) -> tuple[NeedToRoute, ...]:
    """Needs of a case that wait at the desk for a person to confirm what the machine would do."""
    query = (
        select(Need, Case)
        .join(Case, Case.id == Need.case_id)
        .where(Need.case_id == case_id, Need.status == Status.DESK, Need.desk_reason.in_(HELD_BACK))
        .order_by(Need.id)
    )
    return tuple(_to_route(*row) for row in session().execute(query.execution_options(populate_existing=True)).all())


def find_other_door(case_id: int) -> str | None:
    """The redirect that the owner of a case was shown before they insisted."""
    query = select(HistoryEvent.data).where(HistoryEvent.case_id == case_id, HistoryEvent.kind == EventKind.CASE_FILED)
    told: dict[str, Any] = session().scalars(query.order_by(HistoryEvent.id)).first() or {}
    return told.get("other_door")


def _to_route(need: Need, case: Case) -> NeedToRoute:
    ended = select(Referral.unit_id).where(Referral.need_id == need.id, Referral.status.not_in(ACTIVE))
    return NeedToRoute(
        need.id, case.id, need.subject, case.story, dict(case.facts), case.commune,
        frozenset(session().scalars(ended)), need.desk_reason,
    )  # fmt: skip


def _is_held() -> ColumnElement[bool]:
    """Whether somebody has to decide first, before anything of the case is shared."""
    return exists().where(Hold.case_id == Need.case_id, Hold.state == HoldState.HELD).correlate(Need)


def open_loads(unit_ids: set[int]) -> dict[int, int]:
    """How many active referrals each unit carries; units without any are left out."""
    query = (
        select(Referral.unit_id, func.count().label("carried"))
        .where(Referral.unit_id.in_(unit_ids), Referral.status.in_(ACTIVE))
        .group_by(Referral.unit_id)
    )
    return {row.unit_id: row.carried for row in session().execute(query)}


def require_own_referral(referral_id: int, viewer: Viewer) -> tuple[int, int]:
    """The case and the unit of a referral on which the viewer may act for its unit.

    Raises CaseNotFound when it does not exist for them, NotYours when they only see it.
    """
    query = (
        select(Referral.case_id, Referral.unit_id, access.units_of_viewer(viewer))
        .join(Case, Case.id == Referral.case_id)
        .where(Referral.id == referral_id, access.visible_case(viewer))
    )
    row = session().execute(query).one_or_none()
    if row is None:
        raise CaseNotFound
    case_id, unit_id, own = row
    if not own:
        raise NotYours
    return case_id, unit_id

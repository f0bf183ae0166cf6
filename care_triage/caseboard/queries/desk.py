"""The triage desk: what no rule could place, most urgent first, then longest waiting."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, case, func, or_, select

from care_triage.accounts.types import Viewer
from care_triage.cases.models import Case, HistoryEvent, LegalClock, Need, Referral
from care_triage.cases.queries import access
from care_triage.cases.types import HELD_BACK, DeclineReason, EventKind, ReferralRole, ReferralStatus, Status
from care_triage.infra.db import session
from care_triage.partners.models import Unit

PAGE = 50
_ENDED = (
    ReferralStatus.DECLINED, ReferralStatus.EXPIRED, ReferralStatus.TRANSFERRED, ReferralStatus.WITHDRAWN,
    ReferralStatus.CLOSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A unit that had the need, and how that ended."""

    unit: str
    status: ReferralStatus
    reason: DeclineReason | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DeskNeed:
    """A need that waits for a coordinator."""

    need_id: int
    case_id: int
    reference: str
    subject: str
    reason: str | None
    urgent: bool
    distress: bool
    company: str | None
    commune: str
    filed_at: datetime
    legal_due_on: date | None
    answers: tuple[Answer, ...]
    other_door: str | None = None
    """The redirect that the owner was shown and did not take."""

    @property
    def is_held_back(self) -> bool:
        """Whether the machine has a proposal that a person has to confirm."""
        return self.reason in HELD_BACK


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """After which need a page of the desk begins: how pressing it is, and its id."""

    rank: int
    need_id: int


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of the desk, and where the next one begins."""

    needs: tuple[DeskNeed, ...]
    following: DeskPlace | None


# Distress before urgency, both before the order of filing.
_rank = case((Case.distress, 0), (Case.urgent, 1), else_=2)


def desk_page(viewer: Viewer, after: DeskPlace | None = None) -> DeskPage:
    """Needs on the desk that the viewer may read; four queries a page."""
    query = _waiting(viewer).order_by(_rank, Need.id).limit(PAGE + 1)
    if after is not None:
        query = query.where(or_(_rank > after.rank, and_(_rank == after.rank, Need.id > after.need_id)))
    rows = session().execute(query).all()
    ids = [row.id for row in rows[:PAGE]]
    answers, legal, doors = answers_of(ids), _legal_dates(ids), _other_doors({row.case_id for row in rows[:PAGE]})
    needs = tuple(
        DeskNeed(
            need_id=row.id, case_id=row.case_id, reference=row.reference, subject=row.subject, reason=row.desk_reason,
            urgent=row.urgent, distress=row.distress, company=row.company_name, commune=row.commune_label,
            filed_at=row.filed_at, legal_due_on=legal.get(row.id), answers=tuple(answers[row.id]),
            other_door=doors.get(row.case_id),
        )
        for row in rows[:PAGE]
    )  # fmt: skip
    return DeskPage(needs, DeskPlace(rows[PAGE - 1].rank, rows[PAGE - 1].id) if len(rows) > PAGE else None)


def desk_count(viewer: Viewer, most: int) -> int:
    """How many needs wait, counted up to `most`."""
    some = _waiting(viewer).limit(most).subquery()
    return session().scalar(select(func.count()).select_from(some)) or 0


def answers_of(need_ids: Collection[int]) -> dict[int, list[Answer]]:
    """Who had these needs and how it ended, oldest first."""
    found: dict[int, list[Answer]] = defaultdict(list)
    if not need_ids:
        return found
    query = (
        select(Referral.need_id, Unit.name, Referral.status, Referral.decline_reason, Referral.end_note)
        .join(Unit, Unit.id == Referral.unit_id)
        .join(Need, and_(Need.id == Referral.need_id, Need.case_id == Referral.case_id))
        .where(Need.id.in_(need_ids), Referral.status.in_(_ENDED), Referral.role == ReferralRole.LEAD)
        .order_by(Referral.id)
    )
    for need_id, unit, status, reason, note in session().execute(query):
        found[need_id].append(Answer(unit, status, reason, note))
    return found


def _waiting(viewer: Viewer) -> Select[*tuple[object, ...]]:
    return (
        select(
            Need.id, Need.case_id, Need.subject, Need.desk_reason, _rank.label("rank"), Case.reference, Case.urgent,
            Case.distress, Case.company_name, Case.commune_label, Case.filed_at,
        )
        .join(Case, Case.id == Need.case_id)
        .where(Need.status == Status.DESK, access.visible_case(viewer), access.visible_need(viewer))
    )  # fmt: skip


def _other_doors(case_ids: Collection[int]) -> dict[int, str]:
    """The doors that owners were shown before they insisted, by case."""
    if not case_ids:
        return {}
    query = select(HistoryEvent.case_id, HistoryEvent.data).where(
        HistoryEvent.case_id.in_(case_ids), HistoryEvent.kind == EventKind.CASE_FILED
    )
    rows = session().execute(query)
    return {case_id: data["other_door"] for case_id, data in rows if data.get("other_door")}


def _legal_dates(need_ids: Sequence[int]) -> dict[int, date]:
    """The nearest date that binds by law, for the needs that have one."""
    if not need_ids:
        return {}
    query = (
        select(LegalClock.need_id, func.min(LegalClock.due_on).label("due_on"))
        .where(LegalClock.need_id.in_(need_ids))
        .group_by(LegalClock.need_id)
    )
    return {row.need_id: row.due_on for row in session().execute(query)}

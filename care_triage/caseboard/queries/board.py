"""The board: every case under one filter, newest first, by pages that do not slip while cases come in.

Two queries a page, however many cases there are: the cases, then their needs with who leads them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import aliased

from care_triage.accounts.models import Person
from care_triage.accounts.types import Viewer
from care_triage.caseboard.queries.board_filter import BoardFilter, conditions
from care_triage.cases.companions import Appointment
from care_triage.cases.models import Case, LegalClock, Need, Referral
from care_triage.cases.queries import access
from care_triage.cases.queries.appointments import next_meeting
from care_triage.cases.types import ACTIVE, ReferralRole, Status, WaitingOn
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit

PAGE = 50
COLUMN = 12
# Made once: making it costs more than asking.
_lead = aliased(Referral)
OPEN = (Status.DESK, Status.PENDING, Status.SENT, Status.IN_PROGRESS, Status.WAITING)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: before this case (older ones), or after it (newer ones)."""

    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class BoardNeed:
    """A need on the board; `subject` and who leads are None when only its existence is shown."""

    need_id: int
    subject: str | None
    status: Status
    unit: str | None = None
    partner: str | None = None
    adviser: str | None = None
    due_at: datetime | None = None
    late: bool = False
    waiting_on: WaitingOn | None = None
    waiting_until_on: date | None = None
    legal_due_on: date | None = None
    meets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One case on the board."""

    case_id: int
    reference: str
    filed_at: datetime
    status: Status
    status_at: datetime
    urgent: bool
    distress: bool
    company: str | None
    commune: str
    department: str
    needs: tuple[BoardNeed, ...]

    @property
    def pressing(self) -> BoardNeed | None:
        """The need that speaks for the case: the first that stands where the case stands."""
        return next((need for need in self.needs if need.status is self.status), None)

    @property
    def due_at(self) -> datetime | None:
        """The earliest time by which somebody owes something."""
        return min((need.due_at for need in self.needs if need.due_at), default=None)

    @property
    def meets_at(self) -> datetime | None:
        """When the next appointment is, of the needs that the viewer may read."""
        return min((need.meets_at for need in self.needs if need.meets_at), default=None)

    @property
    def legal_due_on(self) -> date | None:
        """The earliest date that binds by law, of the needs that are still open."""
        dates = [need.legal_due_on for need in self.needs if need.legal_due_on and need.status in OPEN]
        return min(dates, default=None)

    @property
    def late(self) -> bool:
        """Whether somebody is late."""
        return any(need.late for need in self.needs)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page; the cursors lead on, and are None at the ends."""

    rows: tuple[BoardRow, ...]
    older: int | None
    newer: int | None


def board_page(wanted: BoardFilter, viewer: Viewer, cursor: Cursor) -> BoardPage:
    """Cases under the filter, newest first, from the cursor on."""
    query = select_cases().where(*conditions(wanted, viewer))
    if cursor.after is not None:
        upward = query.where(Case.id > cursor.after).order_by(Case.id.asc()).limit(PAGE + 1)
        cases = session().execute(upward).all()[::-1]
        if len(cases) > PAGE:
            return _page(cases[1:], viewer, has_older=True, has_newer=True)
        # The top is near: the whole first page rather than a scrap of it.
        cursor = Cursor()
    if cursor.before is not None:
        query = query.where(Case.id < cursor.before)
    cases = session().execute(query.order_by(Case.id.desc()).limit(PAGE + 1)).all()
    return _page(cases[:PAGE], viewer, has_older=len(cases) > PAGE, has_newer=cursor.before is not None)


def board_columns(wanted: BoardFilter, viewer: Viewer) -> dict[Status, tuple[BoardRow, ...]]:
    """The newest cases of each open status, for columns side by side."""
    found = conditions(wanted.with_status(None), viewer)
    shown = (wanted.status,) if wanted.status else OPEN
    parts = [
        select_cases().where(*found, Case.status == status).order_by(Case.id.desc()).limit(COLUMN).subquery()
        for status in shown
    ]
    everything = union_all(*(select(part) for part in parts)).subquery()
    cases = session().execute(select(everything).order_by(everything.c.id.desc())).all()
    columns: dict[Status, list[BoardRow]] = {status: [] for status in shown}
    for row in rows_of(cases, viewer):
        columns[row.status].append(row)
    return {status: tuple(rows) for status, rows in columns.items()}


def select_cases() -> Select[*tuple[Any, ...]]:
    """What a row of the board shows of a case."""
    return select(
        Case.id, Case.reference, Case.filed_at, Case.status, Case.status_at, Case.urgent, Case.distress,
        Case.company_name, Case.commune_label, Case.department,
    )  # fmt: skip


def _page(cases: Sequence[Any], viewer: Viewer, *, has_older: bool, has_newer: bool) -> BoardPage:
    rows = rows_of(cases, viewer)
    if not rows:
        return BoardPage((), None, None)
    return BoardPage(rows, rows[-1].case_id if has_older else None, rows[0].case_id if has_newer else None)


def rows_of(cases: Sequence[Any], viewer: Viewer) -> tuple[BoardRow, ...]:
    """Rows of `select_cases()` with their needs, in the same order; one query."""
    needs = _needs([case.id for case in cases], viewer)
    return tuple(
        BoardRow(
            case_id=case.id, reference=case.reference, filed_at=case.filed_at, status=case.status,
            status_at=case.status_at, urgent=case.urgent, distress=case.distress, company=case.company_name,
            commune=case.commune_label, department=case.department, needs=tuple(needs[case.id]),
        )
        for case in cases
    )  # fmt: skip


def _needs(case_ids: Sequence[int], viewer: Viewer) -> dict[int, list[BoardNeed]]:
    found: dict[int, list[BoardNeed]] = defaultdict(list)
    if not case_ids:
        return found
    now = clock.now()
    for row in session().execute(_needs_of(case_ids, access.visible_need(viewer))):
        late = bool(row.due_at and row.due_at < now)
        found[row.case_id].append(
            BoardNeed(row.id, row.subject, row.status, row.unit, row.partner, row.adviser, row.due_at, late,
                      row.waiting_on, row.waiting_until_on, row.legal_due_on, row.meets_at)
            if row.readable
            else BoardNeed(row.id, None, row.status)
        )  # fmt: skip
    return found


def _needs_of(case_ids: Sequence[int], readable: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    leads_now = and_(
        # The case comes first: its index is the one that serves.
        _lead.case_id == Need.case_id,
        _lead.need_id == Need.id,
        _lead.role == ReferralRole.LEAD,
        _lead.status.in_(ACTIVE),
    )
    legal = select(func.min(LegalClock.due_on)).where(LegalClock.need_id == Need.id).correlate(Need).scalar_subquery()
    return (
        select(
            Need.id, Need.case_id, Need.subject, Need.status, readable.label("readable"), Unit.name.label("unit"),
            Partner.name.label("partner"), Person.name.label("adviser"), _lead.due_at, _lead.waiting_on,
            _lead.waiting_until_on, legal.label("legal_due_on"),
            next_meeting(Appointment.need_id == Need.id, Need).label("meets_at"),
        )
        .outerjoin(_lead, leads_now)
        .outerjoin(Unit, Unit.id == _lead.unit_id)
        .outerjoin(Partner, Partner.id == Unit.partner_id)
        .outerjoin(Person, Person.id == _lead.adviser_id)
        .where(Need.case_id.in_(case_ids))
        .order_by(Need.case_id, Need.id)
    )  # fmt: skip

"""The inbox of a person's units: one query for a page of it, one for the numbers on its tabs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select

from care_triage.accounts.models import Person
from care_triage.accounts.types import Viewer
from care_triage.caseboard.queries.paging import Order, window
from care_triage.caseboard.queries.unread import is_unread
from care_triage.caseboard.types import InboxFilter, Place, Tab
from care_triage.cases.companions import Appointment
from care_triage.cases.models import Case, LegalClock, Need, Referral
from care_triage.cases.queries.access import units_of_viewer, visible_distress
from care_triage.cases.queries.appointments import next_meeting
from care_triage.cases.types import ACTIVE, DeclineReason, Outcome, ReferralRole, ReferralStatus, WaitingOn
from care_triage.infra import clock
from care_triage.infra.db import UtcDateTime, session
from care_triage.partners.models import Unit

PAGE_SIZE = 25
# A tab says « 99+ » rather than make the database count a whole year.
MOST_COUNTED = 100

_STATUSES: Mapping[Tab, frozenset[ReferralStatus]] = {
    Tab.TODO: frozenset({ReferralStatus.SENT}),
    Tab.OPEN: frozenset({ReferralStatus.ACCEPTED}),
    Tab.WAITING: frozenset({ReferralStatus.WAITING}),
    Tab.ENDED: frozenset(ReferralStatus) - ACTIVE,
}
_LATER = datetime(9999, 1, 1, tzinfo=UTC)
_BY_DUE = Order(func.coalesce(Referral.due_at, literal(_LATER, UtcDateTime())), Referral.id, datetime)
_ORDERS: Mapping[Tab, Order] = {
    Tab.TODO: _BY_DUE,
    Tab.OPEN: _BY_DUE,
    Tab.WAITING: Order(func.coalesce(Referral.waiting_until_on, literal(_LATER.date())), Referral.id, date),
    Tab.ENDED: Order(Referral.status_at, Referral.id, datetime, descending=True),
}


@dataclass(frozen=True)
class InboxRow:
    """One referral as the inbox shows it."""

    referral_id: int
    case_id: int
    reference: str
    company: str | None
    commune: str
    subject: str
    confidential: bool
    unit: str
    role: ReferralRole
    status: ReferralStatus
    status_at: datetime
    sent_at: datetime
    due_at: datetime | None
    late: bool
    urgent: bool
    distress: bool
    legal_due_on: date | None
    adviser_id: int | None
    adviser: str | None
    waiting_on: WaitingOn | None
    waiting_until_on: date | None
    outcome: Outcome | None
    decline_reason: DeclineReason | None
    unread: bool
    meets_at: datetime | None = None
    """When the next booked appointment is."""


@dataclass(frozen=True)
class InboxPage:
    """One page of the inbox, and where its neighbours begin."""

    rows: tuple[InboxRow, ...]
    following: Place | None
    preceding: Place | None


def inbox(viewer: Viewer, wanted: InboxFilter, start: Place | None = None) -> InboxPage:
    """One page of referrals of the viewer's units: what is late first, then what is due soonest."""
    query = _rows(viewer).where(_in_tab(viewer, wanted))
    found = window(query, _ORDERS[wanted.tab], start, PAGE_SIZE)
    at = clock.now()
    return InboxPage(tuple(_row(row, at) for row in found.rows), found.following, found.preceding)


def tab_counts(viewer: Viewer, *, mine: bool) -> Mapping[Tab, int]:
    """How many referrals each pile holds, none counted beyond MOST_COUNTED; one query."""
    counts = [_count(_in_tab(viewer, InboxFilter(tab, mine))).label(tab.name) for tab in Tab]
    row = session().execute(select(*counts)).one()
    return {tab: getattr(row, tab.name) for tab in Tab}


def todo_count(viewer: Viewer) -> int:
    """How many referrals await an answer of the viewer's units, up to MOST_COUNTED."""
    return session().scalar(select(_count(_in_tab(viewer, InboxFilter(Tab.TODO))))) or 0


def _in_tab(viewer: Viewer, wanted: InboxFilter) -> ColumnElement[bool]:
    held = and_(units_of_viewer(viewer), Referral.status.in_(_STATUSES[wanted.tab]))
    if wanted.mine and wanted.tab is not Tab.TODO:
        return and_(held, Referral.adviser_id == viewer.user_id)
    return held


def _count(condition: ColumnElement[bool]) -> Any:
    bounded = select(Referral.id).where(condition).limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(bounded).scalar_subquery()


def _rows(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    legal = (
        select(func.min(LegalClock.due_on)).where(LegalClock.need_id == Referral.need_id).correlate(Referral)
    ).scalar_subquery()
    return (
        select(
            Referral,
            Need.subject,
            Need.confidential,
            Case.reference,
            Case.company_name,
            Case.commune_label,
            Case.urgent,
            and_(Case.distress, visible_distress(viewer)).label("distress"),
            Unit.name.label("unit"),
            Person.name.label("adviser"),
            legal.label("legal_due_on"),
            next_meeting(Appointment.referral_id == Referral.id, Referral).label("meets_at"),
            is_unread(Referral.case_id.expression, viewer).label("unread"),
        )
        .join(Case, Case.id == Referral.case_id)
        .join(Need, Need.id == Referral.need_id)
        .join(Unit, Unit.id == Referral.unit_id)
        .outerjoin(Person, Person.id == Referral.adviser_id)
    )


def _row(row: Any, at: datetime) -> InboxRow:
    referral: Referral = row.Referral
    return InboxRow(
        referral_id=referral.id, case_id=referral.case_id, reference=row.reference, company=row.company_name,
        commune=row.commune_label, subject=row.subject, confidential=row.confidential, unit=row.unit,
        role=referral.role, status=referral.status, status_at=referral.status_at, sent_at=referral.sent_at,
        due_at=referral.due_at, late=referral.due_at is not None and referral.due_at < at, urgent=row.urgent,
        distress=bool(row.distress), legal_due_on=row.legal_due_on, adviser_id=referral.adviser_id,
        adviser=row.adviser, waiting_on=referral.waiting_on, waiting_until_on=referral.waiting_until_on,
        outcome=referral.outcome, decline_reason=referral.decline_reason, unread=bool(row.unread), meets_at=row.meets_at,
    )  # fmt: skip

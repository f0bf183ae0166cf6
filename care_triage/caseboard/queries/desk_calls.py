"""The other two piles of the triage desk: owners in distress whom nobody has taken by the hand, and what was
referred to the collective's own people.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select, true
from sqlalchemy.orm import aliased

from care_triage.accounts.models import Person
from care_triage.accounts.types import Viewer
from care_triage.caseboard.queries.board import BoardRow, rows_of, select_cases
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.queries import access
from care_triage.cases.types import ACTIVE, DANGER, ReferralRole, ReferralStatus, Status
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import Kind

MOST_SHOWN = 50
_ENDED = (Status.CLOSED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Call:
    """A case to call about now; name and telephone are None where they are kept from the viewer."""

    row: BoardRow
    contact: str | None
    phone: str | None
    email: str | None
    is_held_back: bool
    """Whether a need waits for whoever has spoken with the owner."""


@dataclass(frozen=True, slots=True)
class HandReferral:
    """A referral to the collective's own people."""

    referral_id: int
    case_id: int
    reference: str
    subject: str | None
    role: ReferralRole
    status: ReferralStatus
    company: str | None
    commune: str
    urgent: bool
    sent_at: datetime
    due_at: datetime | None
    late: bool
    unit: str
    adviser: str | None


def calls_to_make(viewer: Viewer) -> tuple[Call, ...]:
    """Open cases of owners in distress to whom no listener has answered yet, longest waiting first."""
    heard = exists().where(
        Referral.case_id == Case.id,
        Referral.accepted_at.is_not(None),
        Referral.unit_id == Unit.id,
        Unit.partner_id == Partner.id,
        Partner.kind.in_(access.LISTENERS),
    )
    waiting = exists().where(Need.case_id == Case.id, Need.status == Status.DESK, Need.desk_reason == DANGER)
    query = (
        select_cases()
        .add_columns(
            Case.contact_name,
            Case.contact_phone,
            Case.contact_email,
            access.visible_story(viewer).label("open"),
            waiting.correlate(Case).label("is_held_back"),
        )
        .where(Case.distress == true(), Case.status.not_in(_ENDED), ~heard, access.visible_case(viewer))
        .order_by(Case.id)
        .limit(MOST_SHOWN)
    )
    cases = session().execute(query).all()
    return tuple(_call(row, case) for row, case in zip(rows_of(cases, viewer), cases, strict=True))


def _call(row: BoardRow, case: Any) -> Call:
    name, phone, email = (case.contact_name, case.contact_phone, case.contact_email) if case.open else (None,) * 3
    return Call(row, name, phone, email, bool(case.is_held_back))


def human_referrals(viewer: Viewer) -> tuple[HandReferral, ...]:
    """Active referrals at the collective's own units: unanswered ones first, then by when an answer is due."""
    now, asked = clock.now(), aliased(Referral)
    query = (
        select(asked, Case, Need.subject, access.visible_need(viewer).label("readable"), Unit.name, Person.name)
        .join(Unit, Unit.id == asked.unit_id)
        .join(Partner, and_(Partner.id == Unit.partner_id, Partner.kind == Kind.HUMAN))
        .join(Case, Case.id == asked.case_id)
        .join(Need, Need.id == asked.need_id)
        .outerjoin(Person, Person.id == asked.adviser_id)
        .where(asked.status.in_(ACTIVE), access.visible_case(viewer))
        .order_by(asked.status != ReferralStatus.SENT, asked.due_at, asked.id)
        .limit(MOST_SHOWN)
    )
    return tuple(
        HandReferral(
            referral_id=referral.id, case_id=case.id, reference=case.reference, subject=subject if readable else None,
            role=referral.role, status=referral.status, company=case.company_name, commune=case.commune_label,
            urgent=case.urgent, sent_at=referral.sent_at, due_at=referral.due_at,
            late=bool(referral.due_at and referral.due_at < now), unit=unit, adviser=adviser,
        )
        for referral, case, subject, readable, unit, adviser in session().execute(query)
    )  # fmt: skip

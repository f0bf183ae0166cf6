"""What waits at the triage desk because of how it came in: suspicious requests, possible doubles, mandates to confirm."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from care_triage.accounts.types import Viewer
from care_triage.cases.models import Case, Hold, Mandate, Twin
from care_triage.cases.queries import access
from care_triage.cases.types import HoldKind, HoldState, MandateRole, MandateState, Status, TwinState
from care_triage.infra.db import session

MOST_SHOWN = 50
# Refused requests stay in sight for a while, to be taken back.
_REFUSED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A request that a person looks at first; `story` is None where it is kept from the viewer."""

    case_id: int
    reference: str
    company: str | None
    commune: str
    contact: str | None
    filed_at: datetime
    decided_at: datetime | None
    story: str | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwinSide:
    """One of two cases that may be one."""

    case_id: int
    reference: str
    company: str | None
    commune: str
    contact: str | None
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class PossibleTwin:
    """Two cases that may be one."""

    twin_id: int
    newer: TwinSide
    older: TwinSide


@dataclass(frozen=True, slots=True)
class MandateToConfirm:
    """Somebody wrote for an owner who has not agreed yet, or who said no: `refused`."""

    case_id: int
    reference: str
    company: str | None
    commune: str
    contact: str | None
    phone: str | None
    email: str | None
    helper: str
    organisation: str | None
    role: MandateRole
    refused: bool
    urgent: bool
    filed_at: datetime


def held_cases(viewer: Viewer) -> tuple[HeldCase, ...]:
    """Requests held as suspicious, longest waiting first."""
    return _held(viewer, HoldState.HELD, MOST_SHOWN)


def refused_cases(viewer: Viewer) -> tuple[HeldCase, ...]:
    """Requests refused lately, newest first: any of them can be taken back."""
    return _held(viewer, HoldState.REFUSED, _REFUSED_SHOWN)


def possible_twins(viewer: Viewer) -> tuple[PossibleTwin, ...]:
    """Pairs nobody has decided about, oldest first; a pair of which one has ended asks for nothing any more."""
    newer, older = aliased(Case), aliased(Case)
    ended = (Status.CLOSED, Status.WITHDRAWN)
    query = (
        select(Twin.id, newer, older, _open_story(viewer, newer.id), _open_story(viewer, older.id))
        .join(newer, newer.id == Twin.case_id)
        .join(older, older.id == Twin.other_id)
        .where(Twin.state == TwinState.POSSIBLE, newer.status.not_in(ended), older.status.not_in(ended))
        .where(_may_see(viewer, newer.id), _may_see(viewer, older.id))
        .order_by(Twin.id)
        .limit(MOST_SHOWN)
    )
    return tuple(
        PossibleTwin(twin_id, _side(one, shown=bool(one_open)), _side(other, shown=bool(other_open)))
        for twin_id, one, other, one_open, other_open in session().execute(query)
    )


def mandates_to_confirm(viewer: Viewer) -> tuple[MandateToConfirm, ...]:
    """Owners to call about who wrote for them: urgent ones first, then longest waiting."""
    waits = and_(Hold.case_id == Case.id, Hold.kind == HoldKind.MANDATE, Hold.state == HoldState.HELD)
    open_story = access.visible_contact(viewer).label("open")
    query = (
        select(Mandate, Case, open_story)
        .join(Case, Case.id == Mandate.case_id)
        .outerjoin(Hold, waits)
        .where(access.visible_case(viewer), Case.status.not_in((Status.CLOSED, Status.WITHDRAWN)))
        .where(
            or_(Mandate.state == MandateState.ASKED, and_(Mandate.state == MandateState.ENDED, Hold.id.is_not(None)))
        )
        .order_by(Hold.id.is_not(None), Case.urgent.desc(), Case.id)
        .limit(MOST_SHOWN)
    )
    return tuple(_mandate(mandate, case, shown=bool(shown)) for mandate, case, shown in session().execute(query))


def entry_count(viewer: Viewer) -> int:
    """How many of these wait for a decision."""
    held = select(func.count()).select_from(Hold).where(Hold.state == HoldState.HELD)
    twins = select(func.count()).select_from(Twin).where(Twin.state == TwinState.POSSIBLE)
    return (session().scalar(held) or 0) + (session().scalar(twins) or 0) if viewer.is_coordinator else 0


def _held(viewer: Viewer, state: HoldState, most: int) -> tuple[HeldCase, ...]:
    order = Hold.id if state is HoldState.HELD else Hold.decided_at.desc()
    query = (
        select(Hold, Case, access.visible_story(viewer).label("open"))
        .join(Case, Case.id == Hold.case_id)
        .where(Hold.kind == HoldKind.SUSPICION, Hold.state == state, access.visible_case(viewer))
        .order_by(order, Hold.id)
        .limit(most)
    )
    return tuple(
        HeldCase(
            case.id, case.reference, case.company_name, case.commune_label, case.contact_name if shown else None,
            case.filed_at, hold.decided_at, case.story if shown else None, tuple(hold.reasons.get("codes", ())),
        )
        for hold, case, shown in session().execute(query)
    )  # fmt: skip


def _mandate(mandate: Mandate, case: Case, *, shown: bool) -> MandateToConfirm:
    return MandateToConfirm(
        case_id=case.id, reference=case.reference, company=case.company_name, commune=case.commune_label,
        contact=case.contact_name if shown else None, phone=case.contact_phone if shown else None,
        email=case.contact_email if shown else None, helper=mandate.name, organisation=mandate.organisation,
        role=mandate.role, refused=mandate.state is MandateState.ENDED, urgent=case.urgent or case.distress,
        filed_at=case.filed_at,
    )  # fmt: skip


def _side(case: Case, *, shown: bool) -> TwinSide:
    return TwinSide(
        case.id, case.reference, case.company_name, case.commune_label, case.contact_name if shown else None,
        case.filed_at,
    )  # fmt: skip


def _may_see(viewer: Viewer, case_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return case_id.in_(select(Case.id).where(access.visible_case(viewer)))


def _open_story(viewer: Viewer, case_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return case_id.in_(select(Case.id).where(access.visible_story(viewer)))

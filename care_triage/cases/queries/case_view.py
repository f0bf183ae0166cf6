"""A whole case for one viewer: an adviser or coordinator, or its owner."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased

from care_triage.accounts.models import Person
from care_triage.accounts.types import Viewer
from care_triage.cases.errors import CaseGone, CaseNotFound, LinkExpired
from care_triage.cases.links import OwnerKey
from care_triage.cases.models import Case, Document, HistoryEvent, LegalClock, Message, Need, Referral
from care_triage.cases.queries import access
from care_triage.cases.queries.afterwards import is_erased
from care_triage.cases.queries.discretion import without_danger
from care_triage.cases.queries.mandate import find_mandate
from care_triage.cases.queries.merged import leads_to, merged_into
from care_triage.cases.queries.rows import (
    CaseView,
    ContactRow,
    DocumentRow,
    HistoryRow,
    LegalClockRow,
    MessageRow,
    NeedRow,
    ReferralRow,
    UnitName,
)
from care_triage.cases.types import ActorKind, Audience, ReferralRole
from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit

_STRONGEST_FIRST = sql_case({ReferralRole.LEAD: 0, ReferralRole.SUPPORT: 1}, value=Referral.role, else_=2)


@dataclass(frozen=True)
class _Sight:
    """What of a case its viewer may read, beside its needs and words."""

    story: bool
    contact: bool
    distress: bool


def get_case(case_id: int, viewer: Viewer) -> CaseView:
    """The case as the viewer may see it. Raises CaseNotFound when it does not exist for them."""
    sight = (access.visible_story(viewer), access.visible_contact(viewer), access.visible_distress(viewer))
    query = select(Case, *sight).where(Case.id == case_id, access.visible_case(viewer))
    row = session().execute(query).one_or_none()
    if row is None:
        raise CaseNotFound
    merged = merged_into(case_id)
    case, *open_parts = row
    own = Need.case_id.in_((case_id, *merged))
    readable = set(session().scalars(select(Need.id).where(own, access.visible_need(viewer))))
    view = _view(
        case,
        _Sight(*map(bool, open_parts)),
        _needs(case_id, readable),
        _messages(case_id, access.visible_message(viewer)),
        _documents(case_id, access.visible_document(viewer)),
        tuple(row for row in _history(case_id, merged) if row.need_id is None or row.need_id in readable),
    )
    return view if open_parts[-1] else without_danger(view)


def get_owner_case(key: OwnerKey) -> CaseView:
    """The case behind a private link. Raises CaseNotFound, or LinkExpired when the link was replaced."""
    case = session().get(Case, key.case_id)
    if case is None:
        raise CaseNotFound
    if case.link_version != key.version:
        raise CaseGone if is_erased(case.id) else LinkExpired
    if key.by_helper and not _may_follow(case.id):
        raise LinkExpired
    case = session().get_one(Case, leads_to(case.id))
    everything = set(session().scalars(select(Need.id).where(Need.case_id == case.id)))
    return _view(
        case,
        _Sight(story=True, contact=True, distress=True),
        _needs(case.id, everything),
        _messages(case.id, Message.audience == Audience.OWNER),
        _documents(case.id, or_(Document.audience == Audience.OWNER, Document.author_kind == ActorKind.OWNER)),
        _history(case.id, merged_into(case.id)),
    )


def _may_follow(case_id: int) -> bool:
    """Whether whoever wrote for the owner may still open the case."""
    mandate = find_mandate(case_id)
    return mandate is not None and mandate.is_open


def find_case_id(reference: str, viewer: Viewer) -> int | None:
    """The id of a case by its reference, if it exists for the viewer."""
    query = select(Case.id).where(Case.reference == reference.strip().upper(), access.visible_case(viewer))
    found = session().scalar(query)
    return None if found is None else leads_to(found)


def _view(
    case: Case,
    sight: _Sight,
    needs: tuple[NeedRow, ...],
    messages: tuple[MessageRow, ...],
    documents: tuple[DocumentRow, ...],
    history: tuple[HistoryRow, ...],
) -> CaseView:
    return CaseView(
        id=case.id, reference=case.reference, filed_at=case.filed_at, status=case.status, status_at=case.status_at,
        closed_at=case.closed_at, channel=case.channel, locale=case.locale, distress=case.distress and sight.distress,
        in_danger=sight.distress and case.facts.get("life_in_danger") is True, urgent=case.urgent, outside_territory=case.outside_territory, confidential=case.confidential,
        commune=case.commune, commune_label=case.commune_label, siret=case.siret, company_name=case.company_name,
        story=case.story if sight.story else None,
        contact=ContactRow(case.contact_name, case.contact_email, case.contact_phone) if sight.contact else None,
        facts=case.facts if sight.story else None,
        link_version=case.link_version, needs=needs, messages=messages, documents=documents, history=history,
    )  # fmt: skip


def _needs(case_id: int, readable: set[int]) -> tuple[NeedRow, ...]:
    needs = list(session().scalars(select(Need).where(Need.case_id == case_id).order_by(Need.id)))
    referrals = _referrals(case_id, readable)
    clocks = _legal_clocks(readable)
    return tuple(
        NeedRow(
            need.id, need.subject if need.id in readable else None, need.confidential, need.status,
            need.outcome, need.desk_reason, tuple(referrals[need.id]), tuple(clocks[need.id]),
        )
        for need in needs
    )  # fmt: skip


def _referrals(case_id: int, readable: set[int]) -> dict[int, list[ReferralRow]]:
    query = (
        select(Referral, Unit, Partner, Person.name)
        .join(Unit, Unit.id == Referral.unit_id)
        .join(Partner, Partner.id == Unit.partner_id)
        .outerjoin(Person, Person.id == Referral.adviser_id)
        .where(Referral.case_id == case_id, Referral.need_id.in_(readable))
        .order_by(_STRONGEST_FIRST, Referral.rank, Referral.id)
    )
    found: dict[int, list[ReferralRow]] = defaultdict(list)
    for referral, unit, partner, adviser in session().execute(query):
        name = UnitName(unit.id, unit.name, partner.name, partner.kind, unit.phone or partner.phone)
        found[referral.need_id].append(_referral(referral, name, adviser))
    return found


def _referral(row: Referral, unit: UnitName, adviser: str | None) -> ReferralRow:
    return ReferralRow(
        id=row.id, need_id=row.need_id, unit=unit, role=row.role, status=row.status, status_at=row.status_at,
        origin=row.origin, note=row.note, decision_id=row.decision_id, sent_at=row.sent_at, due_at=row.due_at,
        hours=row.hours, adviser_id=row.adviser_id, adviser=adviser, accepted_at=row.accepted_at,
        waiting_on=row.waiting_on, waiting_until_on=row.waiting_until_on, decline_reason=row.decline_reason,
        outcome=row.outcome, ended_at=row.ended_at, end_note=row.end_note,
    )  # fmt: skip


def _legal_clocks(need_ids: Iterable[int]) -> dict[int, list[LegalClockRow]]:
    found: dict[int, list[LegalClockRow]] = defaultdict(list)
    query = select(LegalClock).where(LegalClock.need_id.in_(need_ids)).order_by(LegalClock.due_on, LegalClock.id)
    for row in session().scalars(query):
        found[row.need_id].append(LegalClockRow(row.name, row.from_on, row.days, row.due_on, row.law))
    return found


def _messages(case_id: int, readable: ColumnElement[bool]) -> tuple[MessageRow, ...]:
    query = (
        select(Message, Person.name, Unit.name)
        .outerjoin(Person, Person.id == Message.author_id)
        .outerjoin(Unit, Unit.id == Message.unit_id)
        .where(and_(Message.case_id == case_id, readable))
        .order_by(Message.id)
    )
    return tuple(
        MessageRow(
            row.id, row.need_id, row.audience, row.author_kind, author, unit, row.body, row.posted_at, row.unproven
        )
        for row, author, unit in session().execute(query)
    )


def _documents(case_id: int, readable: ColumnElement[bool]) -> tuple[DocumentRow, ...]:
    query = (
        select(Document, Person.name, Unit.name)
        .outerjoin(Person, Person.id == Document.author_id)
        .outerjoin(Unit, Unit.id == Document.unit_id)
        .where(and_(Document.case_id == case_id, readable))
        .order_by(Document.id)
    )
    return tuple(
        DocumentRow(
            row.id, row.audience, row.author_kind, author, unit, row.name, row.media_type, row.size, row.added_at
        )
        for row, author, unit in session().execute(query)
    )


def _history(case_id: int, merged: tuple[int, ...] = ()) -> tuple[HistoryRow, ...]:
    acting = aliased(Unit)
    query = (
        select(HistoryEvent, Person.name, acting.name)
        .outerjoin(Person, Person.id == HistoryEvent.actor_id)
        .outerjoin(acting, acting.id == HistoryEvent.unit_id)
        .where(HistoryEvent.case_id.in_((case_id, *merged)))
        .order_by(HistoryEvent.id)
    )
    return tuple(
        HistoryRow(
            row.id, row.kind, row.need_id, row.referral_id, row.actor_kind, actor, unit, row.at, row.data, row.actor_id
        )
        for row, actor, unit in session().execute(query)
    )

"""Tables of the case. Personal data stands on the case, its messages and documents; never in the history."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, TextClause, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.cases.types import (
    ActorKind,
    Audience,
    Channel,
    DeclineReason,
    EventKind,
    HoldKind,
    HoldState,
    MandateRole,
    MandateState,
    Origin,
    Outcome,
    ReferralRole,
    ReferralStatus,
    Status,
    TwinState,
    WaitingOn,
)
from care_triage.infra.db import Base, Json
from care_triage.infra.enums import enum_column

_ACTIVE = text("status IN ('sent', 'accepted', 'waiting')")
_ACTIVE_LEAD = text("role = 'lead' AND status IN ('sent', 'accepted', 'waiting')")


def _unique_where(name: str, condition: TextClause, *columns: str) -> Index:
    return Index(name, *columns, unique=True, postgresql_where=condition, sqlite_where=condition)


def _index_where(name: str, postgresql: TextClause, sqlite: TextClause, *columns: str) -> Index:
    return Index(name, *columns, postgresql_where=postgresql, sqlite_where=sqlite)


class Case(Base):
    """One request by one business, followed to its end."""

    __tablename__ = "case_"
    __table_args__ = (
        Index("ix_case__status_id", "status", "id"),
        Index("ix_case__department_id", "department", "id"),
        Index("ix_case__siret", "siret"),
        Index("ix_case__filed_at", "filed_at"),
        # By which another request of the same firm is found.
        Index("ix_case__contact_email", "contact_email"),
        Index("ix_case__contact_phone", "contact_phone"),
        # The few among many: SQLite only takes a partial index for the very words of its condition.
        _index_where("ix_case__urgent", text("urgent"), text("urgent = 1"), "id"),
        _index_where("ix_case__distress", text("distress"), text("distress = 1"), "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    filing_key: Mapped[str] = mapped_column(String(64), unique=True)
    filed_at: Mapped[datetime]
    status: Mapped[Status] = enum_column(Status, default=Status.PENDING)
    status_at: Mapped[datetime]
    first_answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    channel: Mapped[Channel] = enum_column(Channel)
    locale: Mapped[str] = mapped_column(String(2))
    distress: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    outside_territory: Mapped[bool] = mapped_column(default=False)
    confidential: Mapped[bool] = mapped_column(default=False)
    story: Mapped[str] = mapped_column(Text)
    facts: Mapped[Json]
    commune: Mapped[str] = mapped_column(String(5))
    commune_label: Mapped[str] = mapped_column(String(120))
    department: Mapped[str] = mapped_column(String(3))
    siret: Mapped[str | None] = mapped_column(String(14))
    company_name: Mapped[str | None] = mapped_column(String(200))
    contact_name: Mapped[str] = mapped_column(String(200))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str | None] = mapped_column(String(20))
    consented_at: Mapped[datetime]
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    link_version: Mapped[int] = mapped_column(default=1)


class Need(Base):
    """One subject inside a case."""

    __tablename__ = "need"
    __table_args__ = (
        UniqueConstraint("case_id", "subject"),
        Index("ix_need_status_id", "status", "id"),
        Index("ix_need_subject_case_id", "subject", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    subject: Mapped[str] = mapped_column(String(80))
    confidential: Mapped[bool] = mapped_column(default=False)
    status: Mapped[Status] = enum_column(Status, default=Status.PENDING)
    # False while the machine owes it a routing, true once it was routed or given to the desk.
    routed: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    ended: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[Outcome | None] = enum_column(Outcome)
    desk_reason: Mapped[str | None] = mapped_column(String(40))


class Referral(Base):
    """A need handed to one unit: its own status, clock and outcome."""

    __tablename__ = "referral"
    __table_args__ = (
        _unique_where("uq_referral_active_lead", _ACTIVE_LEAD, "need_id"),
        _unique_where("uq_referral_active_unit", _ACTIVE, "need_id", "unit_id"),
        Index("ix_referral_inbox", "unit_id", "status", "due_at"),
        Index("ix_referral_due", "due_at", postgresql_where=_ACTIVE, sqlite_where=_ACTIVE),
        Index("ix_referral_case_id", "case_id"),
        Index("ix_referral_unit_id_case_id", "unit_id", "case_id"),
        Index("ix_referral_sent_at", "sent_at"),
        CheckConstraint("status <> 'closed' OR outcome IS NOT NULL", name="closed_with_outcome"),
        CheckConstraint("status <> 'declined' OR decline_reason IS NOT NULL", name="declined_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[ReferralRole] = enum_column(ReferralRole)
    status: Mapped[ReferralStatus] = enum_column(ReferralStatus, default=ReferralStatus.SENT)
    status_at: Mapped[datetime]
    origin: Mapped[Origin] = enum_column(Origin)
    rank: Mapped[int] = mapped_column(default=100)
    note: Mapped[str | None] = mapped_column(Text)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    sent_at: Mapped[datetime]
    # The hours of the unit when its clock was set: a later change never moves a promised date.
    hours: Mapped[str] = mapped_column(String(200))
    # Derived from the running clock; empty while it is paused or over.
    due_at: Mapped[datetime | None]
    escalation_level: Mapped[int] = mapped_column(default=0)
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    accepted_at: Mapped[datetime | None]
    waiting_on: Mapped[WaitingOn | None] = enum_column(WaitingOn)
    waiting_until_on: Mapped[date | None]
    decline_reason: Mapped[DeclineReason | None] = enum_column(DeclineReason)
    outcome: Mapped[Outcome | None] = enum_column(Outcome)
    ended_at: Mapped[datetime | None]
    end_note: Mapped[str | None] = mapped_column(Text)


class Clock(Base):
    """A service clock of a referral: a budget in working minutes and the segments that used it."""

    __tablename__ = "clock"
    __table_args__ = (Index("ix_clock_referral_id", "referral_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"))
    name: Mapped[str] = mapped_column(String(20))
    budget_minutes: Mapped[int]
    stopped_at: Mapped[datetime | None]


class ClockSegment(Base):
    """A stretch of a service clock, running or paused."""

    __tablename__ = "clock_segment"
    __table_args__ = (
        Index("ix_clock_segment_clock_id", "clock_id"),
        _unique_where("uq_clock_segment_open", text("ended_at IS NULL"), "clock_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    running: Mapped[bool]


class LegalClock(Base):
    """A date that binds by law for a need: calendar days from a fact, never paused."""

    __tablename__ = "legal_clock"
    __table_args__ = (UniqueConstraint("need_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    name: Mapped[str] = mapped_column(String(40))
    from_on: Mapped[date]
    days: Mapped[int]
    due_on: Mapped[date]
    law: Mapped[str] = mapped_column(String(120))


class Message(Base):
    """Words on a case, for one audience: the unit, the partners of the case, or the owner."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    # A message about a confidential need is shared with the partners of that need only.
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    audience: Mapped[Audience] = enum_column(Audience)
    author_kind: Mapped[ActorKind] = enum_column(ActorKind)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    body: Mapped[str] = mapped_column(Text)
    posted_at: Mapped[datetime]
    # Sent by the public form with what is on file: nothing shows who wrote it.
    unproven: Mapped[bool] = mapped_column(default=False, server_default=false())


class Document(Base):
    """A file on a case: what it is, and the random name under which it is kept."""

    __tablename__ = "document"
    __table_args__ = (Index("ix_document_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    audience: Mapped[Audience] = enum_column(Audience)
    author_kind: Mapped[ActorKind] = enum_column(ActorKind)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(160))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    storage_key: Mapped[str] = mapped_column(String(32), unique=True)
    added_at: Mapped[datetime]


class HistoryEvent(Base):
    """One line of the history. Rows are only ever added: a trigger of the database refuses the rest."""

    __tablename__ = "history_event"
    __table_args__ = (Index("ix_history_event_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"))
    kind: Mapped[EventKind] = enum_column(EventKind)
    actor_kind: Mapped[ActorKind] = enum_column(ActorKind)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]


class CaseRead(Base):
    """Who opened which case, and when."""

    __tablename__ = "case_read"
    __table_args__ = (Index("ix_case_read_case_id_person_id_at", "case_id", "person_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class CaseOrigin(Base):
    """Through which partner's site, page and campaign a case came; most come through none."""

    __tablename__ = "case_origin"
    __table_args__ = (Index("ix_case_origin_site", "site"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    site: Mapped[str | None] = mapped_column(String(40))
    page: Mapped[str | None] = mapped_column(String(300))
    campaign: Mapped[str | None] = mapped_column(String(80))


class Hold(Base):
    """A case that waits before it is routed, why, and what a person decided. Codes only, no words."""

    __tablename__ = "hold"
    __table_args__ = (
        UniqueConstraint("case_id", "kind"),
        _index_where("ix_hold_held", text("state = 'held'"), text("state = 'held'"), "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    kind: Mapped[HoldKind] = enum_column(HoldKind)
    state: Mapped[HoldState] = enum_column(HoldState, default=HoldState.HELD)
    reasons: Mapped[Json]
    held_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Mandate(Base):
    """Who writes for the owner of a case, and whether the owner agrees."""

    __tablename__ = "mandate"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    state: Mapped[MandateState] = enum_column(MandateState)
    role: Mapped[MandateRole] = enum_column(MandateRole)
    name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(20))
    signed_on: Mapped[date | None]
    decided_at: Mapped[datetime | None]


class Twin(Base):
    """A case that may be the same as one that was open when it was filed; once merged, it leads there."""

    __tablename__ = "twin"
    __table_args__ = (
        UniqueConstraint("case_id", "other_id"),
        Index("ix_twin_other_id", "other_id"),
        # A case leads to one other case at most.
        _unique_where("uq_twin_merged", text("state = 'merged'"), "case_id"),
        _index_where("ix_twin_possible", text("state = 'possible'"), text("state = 'possible'"), "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    state: Mapped[TwinState] = enum_column(TwinState, default=TwinState.POSSIBLE)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

"""What a page shows of a case, free of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from care_triage.cases.types import (
    HELD_BACK,
    ActorKind,
    Audience,
    Channel,
    DeclineReason,
    EventKind,
    Origin,
    Outcome,
    ReferralRole,
    ReferralStatus,
    Status,
    WaitingOn,
)


@dataclass(frozen=True)
class UnitName:
    """A unit and its partner, as shown."""

    unit_id: int
    unit: str
    partner: str
    kind: str
    phone: str | None = None


@dataclass(frozen=True)
class ReferralRow:
    """One referral with the names that belong to it."""

    id: int
    need_id: int
    unit: UnitName
    role: ReferralRole
    status: ReferralStatus
    status_at: datetime
    origin: Origin
    note: str | None
    decision_id: int | None
    sent_at: datetime
    due_at: datetime | None
    hours: str
    adviser_id: int | None
    adviser: str | None
    accepted_at: datetime | None
    waiting_on: WaitingOn | None
    waiting_until_on: date | None
    decline_reason: DeclineReason | None
    outcome: Outcome | None
    ended_at: datetime | None
    end_note: str | None


@dataclass(frozen=True)
class LegalClockRow:
    """A date that binds by law."""

    name: str
    from_on: date
    days: int
    due_on: date
    law: str


@dataclass(frozen=True)
class NeedRow:
    """One need; when it is confidential for this viewer only its existence shows: `subject` is None."""

    id: int
    subject: str | None
    confidential: bool
    status: Status
    outcome: Outcome | None
    desk_reason: str | None
    referrals: tuple[ReferralRow, ...]
    legal_clocks: tuple[LegalClockRow, ...]

    @property
    def is_held_back(self) -> bool:
        """Whether a person has to confirm what the machine would do."""
        return self.status is Status.DESK and self.desk_reason in HELD_BACK

    @property
    def lead(self) -> ReferralRow | None:
        """The referral that leads now, else the last one that led."""
        leads = [row for row in self.referrals if row.role is ReferralRole.LEAD]
        return max(leads, key=lambda row: (row.ended_at is None, row.id), default=None)


@dataclass(frozen=True)
class MessageRow:
    """One message."""

    id: int
    need_id: int | None
    audience: Audience
    author_kind: ActorKind
    author: str | None
    unit: str | None
    body: str
    posted_at: datetime
    unproven: bool


@dataclass(frozen=True)
class DocumentRow:
    """One document."""

    id: int
    audience: Audience
    author_kind: ActorKind
    author: str | None
    unit: str | None
    name: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True)
class HistoryRow:
    """One line of the history, with names."""

    id: int
    kind: EventKind
    need_id: int | None
    referral_id: int | None
    actor_kind: ActorKind
    actor: str | None
    unit: str | None
    at: datetime
    data: Mapping[str, Any]
    actor_id: int | None = None


@dataclass(frozen=True)
class ContactRow:
    """How to reach the owner."""

    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True)
class CaseView:
    """A whole case as one viewer may see it. `story`, `contact` and `facts` are None when kept from them."""

    id: int
    reference: str
    filed_at: datetime
    status: Status
    status_at: datetime
    closed_at: datetime | None
    channel: Channel
    locale: str
    distress: bool
    in_danger: bool
    urgent: bool
    outside_territory: bool
    confidential: bool
    commune: str
    commune_label: str
    siret: str | None
    company_name: str | None
    story: str | None
    contact: ContactRow | None
    facts: Mapping[str, Any] | None
    link_version: int
    needs: tuple[NeedRow, ...]
    messages: tuple[MessageRow, ...]
    documents: tuple[DocumentRow, ...]
    history: tuple[HistoryRow, ...] = field(default=())

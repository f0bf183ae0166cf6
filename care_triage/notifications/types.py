"""The words of notifications: what happened, who is told, and the little that a mail may say."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from care_triage.cases.companion_types import AppointmentRow, AppointmentWay
from care_triage.cases.types import (
    Audience,
    Outcome,
    ReferralRole,
    ReferralStatus,
    WaitingOn,
)


class Happening(StrEnum):
    """Something that people may have to be told."""

    CASE_FILED = "case_filed"
    CASE_WITHDRAWN = "case_withdrawn"
    LINK_ASKED = "link_asked"
    REQUEST_JOINED = "request_joined"
    MANDATE_ASKED = "mandate_asked"
    MANDATE_GIVEN = "mandate_given"
    MANDATE_ENDED = "mandate_ended"
    CASE_REOPENED = "case_reopened"
    OWNER_NUDGED = "owner_nudged"
    ERASURE_ASKED = "erasure_asked"
    OPINION_ASKED = "opinion_asked"
    SLOTS_OFFERED = "slots_offered"
    APPOINTMENT_BOOKED = "appointment_booked"
    APPOINTMENT_DECLINED = "appointment_declined"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_NEAR = "appointment_near"
    DANGER_HEARD = "danger_heard"
    NEED_ON_DESK = "need_on_desk"
    PARTNERS_FOUND = "partners_found"  # for the owner: everyone who received the case at one time
    REFERRAL_SENT = "referral_sent"  # for one unit: everything it received of the case at one time
    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRAL_WAITING = "referral_waiting"
    REFERRAL_CLOSED = "referral_closed"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    OVERDUE_REMIND = "overdue_remind"
    OVERDUE_ESCALATE = "overdue_escalate"
    OVERDUE_EXPIRE = "overdue_expire"
    MESSAGE_POSTED = "message_posted"
    DOCUMENT_ADDED = "document_added"
    RESUME_ASKED = "resume_asked"
    PERSON_INVITED = "person_invited"
    RESET_REQUESTED = "reset_requested"
    ACCESS_CHANGED = "access_changed"
    RULES_SUBMITTED = "rules_submitted"
    RULES_APPROVED = "rules_approved"
    RULES_REFUSED = "rules_refused"
    RULES_PUBLISHED = "rules_published"


class Kind(StrEnum):
    """One sort of mail, with a wording of its own."""

    OWNER_RECEIVED = "owner_received"
    OWNER_LINK = "owner_link"
    OWNER_JOINED = "owner_joined"
    OWNER_MANDATE = "owner_mandate"
    OWNER_MANDATE_GIVEN = "owner_mandate_given"
    HELPER_ENDED = "helper_ended"
    OWNER_SENT = "owner_sent"
    OWNER_ON_DESK = "owner_on_desk"
    OWNER_ACCEPTED = "owner_accepted"
    OWNER_AWAITED = "owner_awaited"
    OWNER_CLOSED = "owner_closed"
    OWNER_WITHDRAWN = "owner_withdrawn"
    OWNER_MESSAGE = "owner_message"
    OWNER_DOCUMENT = "owner_document"
    OWNER_REOPENED = "owner_reopened"
    OWNER_ERASURE = "owner_erasure"
    OWNER_OPINION = "owner_opinion"
    OWNER_SLOTS = "owner_slots"
    OWNER_BOOKED = "owner_booked"
    OWNER_CANCELLED = "owner_cancelled"
    OWNER_NEAR = "owner_near"
    UNIT_REOPENED = "unit_reopened"
    UNIT_NUDGED = "unit_nudged"
    UNIT_ERASURE = "unit_erasure"
    UNIT_BOOKED = "unit_booked"
    UNIT_NO_SLOT = "unit_no_slot"
    UNIT_CANCELLED = "unit_cancelled"
    UNIT_NEAR = "unit_near"
    UNIT_RECEIVED = "unit_received"
    UNIT_WITHDRAWN = "unit_withdrawn"
    UNIT_REMINDED = "unit_reminded"
    UNIT_EXPIRED = "unit_expired"
    UNIT_MESSAGE = "unit_message"
    UNIT_DOCUMENT = "unit_document"
    MANAGER_ESCALATED = "manager_escalated"
    DESK_DISTRESS = "desk_distress"
    DESK_NEED = "desk_need"
    DESK_EXPIRED = "desk_expired"
    DRAFT_LINK = "draft_link"
    PERSON_INVITED = "person_invited"
    PERSON_RESET = "person_reset"
    PERSON_CHANGED = "person_changed"
    RULES_SUBMITTED = "rules_submitted"
    RULES_APPROVED = "rules_approved"
    RULES_REFUSED = "rules_refused"
    RULES_PUBLISHED = "rules_published"


class Party(StrEnum):
    """Whom a mail is for, before it is known who they are."""

    OWNER = "owner"
    UNIT = "unit"  # everybody of the unit
    HOLDER = "holder"  # the adviser who took it; until somebody did, the unit
    MANAGERS = "managers"  # of the unit; without one, the coordinators
    COORDINATORS = "coordinators"
    READERS = "readers"  # the holders of the case who may read these words; without one, the coordinators
    OTHER_READERS = "other_readers"  # the same without the author's unit, and nobody instead
    COLLEAGUES = "colleagues"  # the author's unit
    PERSON = "person"  # the one whose access it is
    RULE_APPROVERS = "rule_approvers"  # who may approve this draft of rules: they did not write in it
    RULE_WRITERS = "rule_writers"  # everyone who wrote in it


@dataclass(frozen=True)
class Situation:
    """What the choice of recipients depends on, as it is when the mail is owed."""

    distress: bool = False
    desk_reason: str | None = None
    still_on_desk: bool = False
    role: ReferralRole | None = None
    status: ReferralStatus | None = None
    waiting_on: WaitingOn | None = None
    audience: Audience | None = None
    by_owner: bool = False
    with_message: bool = False
    """Whether a document came together with a message, which says it all."""
    has_access: bool = True
    """Whether the person may still use their account."""


@dataclass(frozen=True)
class Address:
    """One mail address. `who` names the same recipient whatever their address becomes."""

    who: str
    email: str
    locale: str = "fr"


@dataclass(frozen=True)
class Label:
    """A text of the catalogue in both languages."""

    fr: str
    en: str


@dataclass(frozen=True)
class Line:
    """One referral inside a mail: what about, to whom, in which role, answered by when, bound by which legal date."""

    subject: Label | None
    unit: str
    role: ReferralRole
    by_at: datetime | None = None
    legal_on: date | None = None


@dataclass(frozen=True)
class Matter:
    """Everything a mail may say, beside its link. Neither story, nor facts, nor how to reach anybody."""

    reference: str = ""
    urgent: bool = False
    lines: tuple[Line, ...] = ()
    unit: str | None = None
    adviser: str | None = None
    outcome: Outcome | None = None
    until_on: date | None = None
    expires_at: datetime | None = None
    starts_at: datetime | None = None
    minutes: int = 0
    way: AppointmentWay | None = None
    place: str = ""
    """Where an appointment is: an address, a video link."""
    later: bool = False
    """Whether a month has passed since the end."""
    helped: bool = True
    draft: str = ""
    """The title of a draft of rules: it speaks of rules, never of a person."""


@dataclass(frozen=True)
class Letter:
    """One mail owed to one recipient, not yet written. `key` makes owing it twice the same as once."""

    key: str
    kind: Kind
    to: Address
    url: str
    matter: Matter
    case_id: int | None = None
    meeting: AppointmentRow | None = None
    """The appointment that the mail brings along, for calendars."""


@dataclass(frozen=True)
class WrittenMail:
    """One mail, written in the language of the person who will read it."""

    key: str
    kind: Kind
    case_id: int | None
    to_address: str
    subject: str
    text: str
    html: str
    calendar: str | None = None


@dataclass(frozen=True)
class ClaimedMail:
    """One mail that nobody else is sending now."""

    id: int
    to_address: str
    subject: str
    text: str
    html: str
    message_id: str
    created_at: datetime
    calendar: str | None = None

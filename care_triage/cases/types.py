"""The words of a case: states, roles, reasons, and the commands that change it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Where a need, or a whole case, stands; each says whose move it is."""

    PENDING = "pending"  # the machine's: to be routed
    DESK = "desk"  # the triage desk's
    SENT = "sent"  # the unit's
    IN_PROGRESS = "in_progress"  # the adviser's
    WAITING = "waiting"  # the owner's, another partner's, or a date's
    CLOSED = "closed"  # nobody's
    WITHDRAWN = "withdrawn"  # nobody's


class ReferralStatus(StrEnum):
    """Where one referral stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    DECLINED = "declined"
    EXPIRED = "expired"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


ACTIVE = frozenset({ReferralStatus.SENT, ReferralStatus.ACCEPTED, ReferralStatus.WAITING})


class ReferralRole(StrEnum):
    """What a unit is asked to do for a need: exactly one leads at a time."""

    LEAD = "lead"
    SUPPORT = "support"
    INFORM = "inform"


class Origin(StrEnum):
    """How a referral came to be."""

    RULES = "rules"
    HAND = "hand"
    TRANSFER = "transfer"
    ADDED = "added"


class Outcome(StrEnum):
    """How a referral ended."""

    HELPED = "helped"
    NO_SOLUTION = "no_solution"
    NOT_ELIGIBLE = "not_eligible"
    UNREACHABLE = "unreachable"
    GAVE_UP = "gave_up"
    WRONG_PROBLEM = "wrong_problem"


# After these the owner still has no help: the triage desk looks again.
WITHOUT_HELP = frozenset({Outcome.NO_SOLUTION, Outcome.NOT_ELIGIBLE, Outcome.WRONG_PROBLEM})


class DeclineReason(StrEnum):
    """Why a unit does not take a referral."""

    NOT_OUR_FIELD = "not_our_field"
    NOT_OUR_TERRITORY = "not_our_territory"
    NOT_ELIGIBLE = "not_eligible"
    NO_CAPACITY = "no_capacity"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    ALREADY_FOLLOWED = "already_followed"
    OTHER = "other"


class WaitingOn(StrEnum):
    """Who or what a referral waits for; only the owner's turn stops the clock."""

    OWNER = "owner"
    PARTNER = "partner"
    DATE = "date"


class Audience(StrEnum):
    """Who reads a message or a document."""

    UNIT = "unit"
    PARTNERS = "partners"
    OWNER = "owner"


class Channel(StrEnum):
    """By which way a request came in."""

    WEB = "web"
    PHONE = "phone"
    PARTNER = "partner"


class ActorKind(StrEnum):
    """Who did something: a person who signs in, the owner by link, or the machine."""

    OWNER = "owner"
    PERSON = "person"
    SYSTEM = "system"


class EventKind(StrEnum):
    """A line of the history."""

    CASE_FILED = "case_filed"
    NEED_ROUTED = "need_routed"
    NEED_ON_DESK = "need_on_desk"
    NEED_ENDED = "need_ended"
    REFERRAL_SENT = "referral_sent"
    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRAL_DECLINED = "referral_declined"
    REFERRAL_TRANSFERRED = "referral_transferred"
    REFERRAL_WAITING = "referral_waiting"
    REFERRAL_RESUMED = "referral_resumed"
    REFERRAL_CLOSED = "referral_closed"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_REMINDED = "referral_reminded"
    REFERRAL_ESCALATED = "referral_escalated"
    REFERRAL_EXPIRED = "referral_expired"
    REFERRAL_UNDONE = "referral_undone"
    MESSAGE_POSTED = "message_posted"
    DOCUMENT_ADDED = "document_added"
    CASE_WITHDRAWN = "case_withdrawn"
    CASE_REOPENED = "case_reopened"
    OWNER_NUDGED = "owner_nudged"
    LINK_REPLACED = "link_replaced"
    APPOINTMENT_OFFERED = "appointment_offered"
    APPOINTMENT_BOOKED = "appointment_booked"
    APPOINTMENT_DECLINED = "appointment_declined"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_UNDONE = "erasure_undone"
    CASE_ERASED = "case_erased"
    CASE_HELD = "case_held"
    CASE_RELEASED = "case_released"
    CASE_REFUSED = "case_refused"
    DANGER_DISMISSED = "danger_dismissed"
    DOOR_CONFIRMED = "door_confirmed"
    REQUEST_JOINED = "request_joined"
    CASES_MERGED = "cases_merged"
    CASES_DIFFER = "cases_differ"
    MANDATE_GIVEN = "mandate_given"
    MANDATE_ASKED = "mandate_asked"
    MANDATE_CONFIRMED = "mandate_confirmed"
    MANDATE_ENDED = "mandate_ended"


# Why a need waits at the desk although the machine has somebody to propose: a person confirms it, or decides otherwise.
DANGER, OTHER_DOOR = "danger", "other_door"
HELD_BACK = frozenset({DANGER, OTHER_DOOR})


class HoldKind(StrEnum):
    """Why a case waits before it is routed."""

    SUSPICION = "suspicion"  # a person looks whether it is a true request
    MANDATE = "mandate"  # the owner has not yet said that somebody may write for them


class HoldState(StrEnum):
    """What became of a hold."""

    HELD = "held"
    RELEASED = "released"
    REFUSED = "refused"


class MandateRole(StrEnum):
    """Who writes for an owner."""

    ACCOUNTANT = "accountant"
    LAWYER = "lawyer"
    CHAMBER = "chamber"
    RELATIVE = "relative"
    AGENT = "agent"
    OTHER = "other"


class MandateState(StrEnum):
    """Whether somebody may write for an owner."""

    GIVEN = "given"  # signed before filing, as they say
    ASKED = "asked"  # the owner has to confirm
    CONFIRMED = "confirmed"
    ENDED = "ended"  # refused or taken back by the owner


class TwinState(StrEnum):
    """Whether a case is the same as another one that was open when it was filed."""

    POSSIBLE = "possible"
    MERGED = "merged"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Actor:
    """Who acts. `person_id` for a person who signs in; `unit_id` when they act for a unit."""

    kind: ActorKind
    person_id: int | None = None
    unit_id: int | None = None


OWNER = Actor(ActorKind.OWNER)
SYSTEM = Actor(ActorKind.SYSTEM)


def person(person_id: int, unit_id: int | None = None) -> Actor:
    """The actor for somebody who signed in."""
    return Actor(ActorKind.PERSON, person_id, unit_id)


@dataclass(frozen=True)
class Contact:
    """How to reach the owner: a name, and a mail address or a phone number (E.164)."""

    name: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class NeedFiling:
    """One subject of a request."""

    subject: str
    confidential: bool = False


@dataclass(frozen=True)
class Helper:
    """Who writes for the owner, and since when they are mandated in writing (None: not yet)."""

    name: str
    role: MandateRole
    organisation: str = ""
    email: str | None = None
    phone: str | None = None
    signed_on: date | None = None


@dataclass(frozen=True)
class Arrival:
    """Which partner's site, page and campaign a request came from."""

    site: str | None = None
    page: str | None = None
    campaign: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.site or self.page or self.campaign)


@dataclass(frozen=True)
class Filing:
    """A complete request, ready to become a case. `key` makes filing it twice the same as once."""

    key: str
    story: str
    needs: tuple[NeedFiling, ...]
    facts: dict[str, Any]
    commune: str
    commune_label: str
    department: str
    contact: Contact
    consented_at: datetime
    siret: str | None = None
    company_name: str | None = None
    locale: str = "fr"
    channel: Channel = Channel.WEB
    distress: bool = False
    urgent: bool = False
    outside_territory: bool = False
    other_door: str | None = None
    """The redirect that was shown to the owner, who went on all the same."""
    follows_id: int | None = None
    """The earlier case that this one takes up, when the owner came from its page."""
    actor: Actor = OWNER
    arrival: Arrival = Arrival()
    helper: Helper | None = None
    waits_for_owner: bool = False
    """Nothing is shared before the owner has confirmed who writes for them."""
    suspicions: tuple[str, ...] = ()
    """Why a person looks first; empty for a request that is routed at once."""


@dataclass(frozen=True)
class OpenedCase:
    """What the owner gets: the reference, and the id behind their private link."""

    case_id: int
    reference: str
    already_filed: bool = False


@dataclass(frozen=True)
class LegalTerm:
    """A date that binds by law: calendar days from a fact, never paused."""

    name: str
    from_on: date
    days: int
    due_on: date
    law: str


@dataclass(frozen=True)
class PlannedReferral:
    """One referral that a decision, or a coordinator, wants sent."""

    unit_id: int
    role: ReferralRole
    answer_minutes: int
    hours: str
    origin: Origin = Origin.RULES
    rank: int = 100
    note: str | None = None


@dataclass(frozen=True)
class Routing:
    """What is to be sent for a need; without a lead it goes to the triage desk."""

    need_id: int
    referrals: tuple[PlannedReferral, ...]
    terms: tuple[LegalTerm, ...] = ()
    decision_id: int | None = None
    urgent: bool = False
    confidential: bool = False
    actor: Actor = SYSTEM
    desk_reason: str = "nothing_matched"
    held_back: str | None = None
    """Why a person had to confirm it first."""


@dataclass(frozen=True)
class Calm:
    """What is left of a case once the danger that was heard in it is none."""

    suffers: bool
    urgent: bool
    confidential: frozenset[str]
    """The subjects that are so by themselves."""


@dataclass(frozen=True)
class Draft:
    """A message about to be posted."""

    case_id: int
    audience: Audience
    body: str
    actor: Actor
    need_id: int | None = None
    referral_id: int | None = None
    unproven: bool = False


@dataclass(frozen=True)
class Segment:
    """A stretch of a service clock: running or paused, until `ended_at` (open when None)."""

    started_at: datetime
    ended_at: datetime | None
    running: bool = True


@dataclass(frozen=True)
class ReferralState:
    """What the pure decisions need to know of a referral."""

    id: int
    role: ReferralRole
    status: ReferralStatus
    outcome: Outcome | None = None


@dataclass(frozen=True)
class NeedState:
    """What the pure decisions need to know of a need."""

    id: int
    routed: bool
    withdrawn: bool = False
    ended: bool = False
    referrals: tuple[ReferralState, ...] = field(default=())

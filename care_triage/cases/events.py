"""What happened to a case, for whoever subscribed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseFiled:
    """A request became a case."""

    case_id: int


@dataclass(frozen=True)
class CaseReleased:
    """A case that was held may be routed."""

    case_id: int


@dataclass(frozen=True)
class RequestJoined:
    """Another request of the same owner, on the same subject, was added to their open case."""

    case_id: int


@dataclass(frozen=True)
class MandateAsked:
    """Somebody wrote for an owner, who has not confirmed it yet."""

    case_id: int


@dataclass(frozen=True)
class MandateEnded:
    """An owner ended the mandate of whoever wrote for them."""

    case_id: int


@dataclass(frozen=True)
class DangerHeard:
    """Words of a life in danger came after filing: in this message."""

    case_id: int
    message_id: int


@dataclass(frozen=True)
class NeedOnDesk:
    """A need is the triage desk's move."""

    need_id: int


@dataclass(frozen=True)
class NeedToRouteAgain:
    """The lead of a need is gone without having helped; others may."""

    need_id: int


@dataclass(frozen=True)
class ReferralSent:
    """A unit received a need."""

    referral_id: int


@dataclass(frozen=True)
class ReferralAccepted:
    """An adviser took a referral."""

    referral_id: int


@dataclass(frozen=True)
class ReferralDeclined:
    """A unit refused a referral."""

    referral_id: int


@dataclass(frozen=True)
class ReferralWaiting:
    """A referral waits on somebody or something."""

    referral_id: int


@dataclass(frozen=True)
class ReferralClosed:
    """A referral ended with an outcome."""

    referral_id: int


@dataclass(frozen=True)
class ReferralWithdrawn:
    """A referral is no longer asked for."""

    referral_id: int


@dataclass(frozen=True)
class ReferralOverdue:
    """A clock ran out: `step` is remind, escalate or expire."""

    referral_id: int
    step: str


@dataclass(frozen=True)
class MessagePosted:
    """A message was written."""

    message_id: int


@dataclass(frozen=True)
class DocumentAdded:
    """A document was added."""

    document_id: int


@dataclass(frozen=True)
class CaseWithdrawn:
    """The owner took the request back."""

    case_id: int


@dataclass(frozen=True)
class CaseReopened:
    """The owner takes an ended request up again."""

    case_id: int


@dataclass(frozen=True)
class OwnerNudged:
    """The owner asks where things stand: nothing has moved. `times` tells one time from another."""

    case_id: int
    times: int


@dataclass(frozen=True)
class AppointmentOffered:
    """An adviser offers slots."""

    appointment_id: int


@dataclass(frozen=True)
class AppointmentBooked:
    """The owner chose a slot."""

    appointment_id: int


@dataclass(frozen=True)
class AppointmentDeclined:
    """No slot suits the owner."""

    appointment_id: int


@dataclass(frozen=True)
class AppointmentCancelled:
    """A booked appointment is called off."""

    appointment_id: int


@dataclass(frozen=True)
class AppointmentNear:
    """A booked appointment is tomorrow."""

    appointment_id: int


@dataclass(frozen=True)
class OpinionAsked:
    """It is time to ask an owner how it went."""

    opinion_id: int


@dataclass(frozen=True)
class ErasureAsked:
    """The owner asks that their data be erased; until the time comes they may change their mind."""

    case_id: int


@dataclass(frozen=True)
class CaseErased:
    """What the case itself held of a person is gone: whoever keeps more of it erases it too."""

    case_id: int


@dataclass(frozen=True)
class OwnerLinkAsked:
    """The owner asks for a fresh private link."""

    case_id: int


@dataclass(frozen=True)
class ClocksDue:
    """Time has passed: look at every clock."""


@dataclass(frozen=True)
class FollowUpsDue:
    """Time has passed: appointments of tomorrow, questions to owners, data to erase."""

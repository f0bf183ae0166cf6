"""What happened to a case, for whoever subscribed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseFiled:
    """A request became a case."""

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
class OwnerLinkAsked:
    """The owner asks for a fresh private link."""

    case_id: int


@dataclass(frozen=True)
class ClocksDue:
    """Time has passed: look at every clock."""

"""The words of what goes along with a case: appointments, and how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class AppointmentWay(StrEnum):
    """How two people meet."""

    PHONE = "phone"
    ON_SITE = "on_site"
    VIDEO = "video"


class AppointmentStatus(StrEnum):
    """Where an appointment stands, from the slots offered to its end."""

    OFFERED = "offered"
    BOOKED = "booked"
    DECLINED = "declined"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


class Moment(StrEnum):
    """When an owner is asked how it went."""

    ENDING = "ending"
    LATER = "later"  # a month after the end


class Usefulness(StrEnum):
    """Whether the help received was useful."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NONE = "none"  # no help was received


class BusinessState(StrEnum):
    """Where the business stands, in the words of its owner."""

    RUNNING = "running"
    FRAGILE = "fragile"
    PROCEDURE = "procedure"
    STOPPED = "stopped"


@dataclass(frozen=True)
class SlotOffer:
    """What an adviser offers: how, where (an address, a video link), how long, and when."""

    way: AppointmentWay
    place: str
    minutes: int
    starts_at: tuple[datetime, ...]


@dataclass(frozen=True)
class HowItWent:
    """What an owner answers; every part may be left out. `shares_words`: the units may read the words."""

    useful: Usefulness | None = None
    business: BusinessState | None = None
    words: str = ""
    shares_words: bool = False


@dataclass(frozen=True)
class SlotRow:
    """One time offered."""

    id: int
    starts_at: datetime
    past: bool
    taken: bool = False

    @property
    def free(self) -> bool:
        """Whether it can still be chosen."""
        return not (self.past or self.taken)


@dataclass(frozen=True)
class AppointmentRow:
    """One appointment with the names that belong to it."""

    id: int
    case_id: int
    reference: str
    need_id: int
    referral_id: int
    confidential: bool
    unit_id: int
    unit: str
    adviser: str
    adviser_id: int
    way: AppointmentWay
    place: str
    minutes: int
    status: AppointmentStatus
    status_at: datetime
    offered_at: datetime
    starts_at: datetime | None
    sequence: int
    slots: tuple[SlotRow, ...] = ()

    @property
    def is_booked(self) -> bool:
        """Whether a time is agreed."""
        return self.status is AppointmentStatus.BOOKED and self.starts_at is not None

    @property
    def ends_at(self) -> datetime | None:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

"""When a unit is open: its weekly slots laid on real days of Paris, absences and public holidays left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from care_triage.infra.clock import PARIS
from care_triage.territory.business_hours import BusinessHours
from care_triage.territory.public_holidays import holiday_name

DAY = timedelta(days=1)
_MIDNIGHT = 1440


@dataclass(frozen=True, slots=True)
class Opening:
    """An interval of work, in UTC; never empty."""

    start_at: datetime
    end_at: datetime


def openings_from(start_at: datetime, hours: BusinessHours) -> Iterator[Opening]:
    """The openings at or after `start_at`, in order, the first one cut to it; without end."""
    day = paris_day(start_at)
    while True:
        for opening in openings_on(day, hours):
            if opening.end_at > start_at:
                yield Opening(max(opening.start_at, start_at), opening.end_at)
        day += DAY


def openings_on(day: date, hours: BusinessHours) -> list[Opening]:
    """The openings of one day of Paris, in order."""
    slots = hours.week[day.weekday()]
    if not slots or is_away(day, hours):
        return []
    laid = [(_instant(day, slot.start), _instant(day, slot.end)) for slot in slots]
    # In the night of the spring change a slot inside the skipped hour lands on the next one: never count twice.
    for i, ((_, before), (start_at, end_at)) in enumerate(pairwise(laid), start=1):
        laid[i] = (max(start_at, before), max(end_at, before))
    return [Opening(start_at, end_at) for start_at, end_at in laid if start_at < end_at]


def is_away(day: date, hours: BusinessHours) -> bool:
    """Whether an absence or a public holiday closes the whole day."""
    return day in hours.closed_on or (not hours.open_on_holidays and holiday_name(day) is not None)


def paris_day(at: datetime) -> date:
    """The calendar day in Paris at that instant."""
    return at.astimezone(PARIS).date()


def _instant(day: date, minute: int) -> datetime:
    """A minute of the Paris day as an instant; the 24th hour is the next midnight."""
    if minute == _MIDNIGHT:
        day, minute = day + DAY, 0
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=PARIS).astimezone(UTC)

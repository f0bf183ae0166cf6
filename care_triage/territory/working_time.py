"""Service clocks: due times and elapsed times in the working hours of a unit, Paris time, holidays excluded.

Everything is exact to the microsecond and counts real elapsed time, so the two clock changes of the
year neither add nor lose an hour. Cost grows with days, not with minutes.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from care_triage.territory.business_hours import BusinessHours
from care_triage.territory.opening import DAY, is_away, openings_from, openings_on, paris_day
from care_triage.territory.public_holidays import holiday_name

_MINUTE = timedelta(minutes=1)


class StepKind(StrEnum):
    """What one line of an explanation stands for."""

    COUNTED = "counted"
    HOLIDAY = "holiday"
    ABSENCE = "absence"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Step:
    """One slot that counted, or one whole day that did not and why (`name` of the holiday)."""

    kind: StepKind
    on: date
    from_at: datetime | None = None
    to_at: datetime | None = None
    counted: timedelta = timedelta()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due time came about: the steps in order; their `counted` add up to the time asked for."""

    start_at: datetime
    due_at: datetime
    steps: tuple[Step, ...]


def add_working_minutes(start_at: datetime, minutes: int, hours: BusinessHours) -> datetime:
    """The first instant at which `minutes` working minutes have passed since `start_at` (UTC)."""
    return add_working_time(start_at, timedelta(minutes=minutes), hours)


def add_working_time(start_at: datetime, duration: timedelta, hours: BusinessHours) -> datetime:
    """The first instant at which `duration` of working time has passed since `start_at`; zero is `start_at`."""
    start_at = _instant(start_at)
    if duration < timedelta():
        raise ValueError("a duration cannot be negative")
    left = duration
    if not left:
        return start_at
    for opening in openings_from(start_at, hours):
        length = opening.end_at - opening.start_at
        if left <= length:
            return opening.start_at + left
        left -= length
    raise AssertionError("hours that open every week never end")


def working_time_between(a_at: datetime, b_at: datetime, hours: BusinessHours) -> timedelta:
    """The working time from `a_at` to `b_at`; none when `b_at` is not after `a_at`. Adds up over segments."""
    a_at, b_at = _instant(a_at), _instant(b_at)
    total = timedelta()
    if b_at <= a_at:
        return total
    for opening in openings_from(a_at, hours):
        if opening.start_at >= b_at:
            break
        total += min(opening.end_at, b_at) - opening.start_at
    return total


def working_minutes_between(a_at: datetime, b_at: datetime, hours: BusinessHours) -> int:
    """Whole working minutes from `a_at` to `b_at`."""
    return working_time_between(a_at, b_at, hours) // _MINUTE


def explain(start_at: datetime, minutes: int, hours: BusinessHours) -> Explanation:
    """The same due time as `add_working_minutes`, with the slots that counted and the days that did not."""
    start_at, left = _instant(start_at), timedelta(minutes=minutes)
    due_at, steps = start_at, list[Step]()
    day = paris_day(start_at)
    while left > timedelta():
        openings = [opening for opening in openings_on(day, hours) if opening.end_at > start_at]
        if not openings and (skipped := _skipped(day, hours)):
            steps.append(skipped)
        for opening in openings:
            from_at = max(opening.start_at, start_at)
            counted = min(left, opening.end_at - from_at)
            if counted:
                due_at, left = from_at + counted, left - counted
                steps.append(Step(StepKind.COUNTED, day, from_at, due_at, counted))
        day += DAY
    return Explanation(start_at, due_at, tuple(steps))


def is_open(at: datetime, hours: BusinessHours) -> bool:
    """Whether the unit works at this instant."""
    at = _instant(at)
    return any(opening.start_at <= at < opening.end_at for opening in openings_on(paris_day(at), hours))


def _skipped(day: date, hours: BusinessHours) -> Step | None:
    """Why nothing counted on `day`; None when its hours were merely over."""
    if day in hours.closed_on:
        return Step(StepKind.ABSENCE, day)
    if is_away(day, hours):
        return Step(StepKind.HOLIDAY, day, name=holiday_name(day) or "")
    return None if hours.week[day.weekday()] else Step(StepKind.CLOSED, day)


def _instant(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a clock needs an aware datetime")
    return at.astimezone(UTC)

"""The weekly opening hours of a unit, several slots a day, read from and written as one line of text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from care_triage.territory.errors import InvalidHours

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FRENCH = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_INDEX = {name: i for names in (_DAYS, _FRENCH) for i, name in enumerate(names)}
_SLOT = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})\s*-\s*([0-9]{1,2})[:h]([0-9]{2})")
DEFAULT_HOURS = "mon-fri 09:00-12:00,14:00-17:00"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Open from `start` to `end`, in minutes after local midnight; `end` may be 1440."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start // 60:02}:{self.start % 60:02}-{self.end // 60:02}:{self.end % 60:02}"


Week = tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """Seven days of slots (Monday first) and the dates on which the unit is away.

    Public holidays are closed unless `open_on_holidays` says otherwise (a telephone service).
    """

    week: Week
    closed_on: frozenset[date] = frozenset()
    open_on_holidays: bool = False

    def __post_init__(self) -> None:
        if len(self.week) != len(_DAYS) or not any(self.week):
            raise InvalidHours(text=str(self))
        if not all(_is_orderly(slots) for slots in self.week):
            raise InvalidHours(text=str(self))

    def with_closed(self, days: Iterable[date]) -> "BusinessHours":
        """The same hours with more dates away."""
        return BusinessHours(self.week, self.closed_on | frozenset(days), self.open_on_holidays)

    def __str__(self) -> str:
        """The line that `parse_hours` reads back; runs of equal days are joined."""
        runs: list[tuple[int, int, tuple[Slot, ...]]] = []
        for day, slots in enumerate(self.week):
            if runs and runs[-1][2] == slots:
                runs[-1] = (runs[-1][0], day, slots)
            else:
                runs.append((day, day, slots))
        return "; ".join(
            f"{_DAYS[a] if a == b else f'{_DAYS[a]}-{_DAYS[b]}'} {','.join(map(str, slots))}"
            for a, b, slots in runs
            if slots
        )


def parse_hours(text: str, closed_on: Iterable[date] = ()) -> BusinessHours:
    """Read `mon-fri 09:00-12:00,14:00-17:00; sat 09:00-12:00` (lun-ven works too); InvalidHours says otherwise."""
    week: list[tuple[Slot, ...]] = [()] * len(_DAYS)
    for part in filter(None, (part.strip() for part in text.lower().split(";"))):
        days, _, slots = part.partition(" ")
        read = tuple(sorted(_slot(slot.strip(), text) for slot in slots.split(",")))
        for day in _days(days, text):
            if week[day]:
                raise InvalidHours(text=text)
            week[day] = read
    try:
        return BusinessHours(tuple(week), frozenset(closed_on))
    except InvalidHours:
        raise InvalidHours(text=text) from None


def _days(text: str, whole: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = _INDEX.get(first), _INDEX.get(last or first)
        if start is None or end is None or end < start:
            raise InvalidHours(text=whole)
        days += range(start, end + 1)
    return days


def _slot(text: str, whole: str) -> Slot:
    match = _SLOT.fullmatch(text)
    if not match:
        raise InvalidHours(text=whole)
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    if from_minute > 59 or to_minute > 59:
        raise InvalidHours(text=whole)
    return Slot(from_hour * 60 + from_minute, to_hour * 60 + to_minute)


def _is_orderly(slots: tuple[Slot, ...]) -> bool:
    """Each slot has a length, lies within its day and begins after the one before has ended."""
    ends = (0, *(slot.end for slot in slots))
    return all(end <= slot.start < slot.end <= 1440 for end, slot in zip(ends, slots, strict=False))

"""Legal clocks: from the date of a fact to the last day that the law gives; nothing pauses them.

C. proc. civ. art. 641: the day of the fact does not count; a term in months ends on the day of the
same number, or on the month's last day; months are counted before days. Art. 642: it ends at
midnight of its last day, and one that would end on a Saturday, Sunday or holiday runs to the next
working day. These articles govern Book VI of the Code de commerce too (C. com. R662-1), not a
declaration to an insurer or to an office: whoever shows `extended_on` must know which it is.

Other texts count otherwise (`Counting`). Facts are dates: a term in hours ends on the day on which
its last hour falls, so the clock change of spring and autumn moves nothing.

Decision: the owner is shown `plain_on`, and reminders run towards it, because acting by the earlier
date is right under every reading of the law; `extended_on` is shown beside it when it differs.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from care_triage.territory.public_holidays import is_workable_day, is_working_day

Counting = Literal["days", "hours", "workable_days", "workable_hours", "working_days", "year_end"]
"""Which days count: all of them; all but Sundays and holidays (« ouvrables »); Monday to Friday but holidays
(« ouvrés »). Hours are given in whole days, 72 hours as 3. `year_end`: until 31 December of the year so reached."""

_COUNTED: Final[Mapping[Counting, Callable[[date], bool]]] = {
    "workable_days": is_workable_day,
    "workable_hours": is_workable_day,
    "working_days": is_working_day,
}


@dataclass(frozen=True, slots=True)
class LegalDeadline:
    """The last day of a legal term: as counted, and as extended by art. 642."""

    from_on: date
    plain_on: date
    extended_on: date

    @property
    def is_extended(self) -> bool:
        return self.extended_on != self.plain_on

    def days_left(self, today: date) -> int:
        """Days until the plain date: 0 on the last day, negative once it has passed."""
        return (self.plain_on - today).days


def due_on(from_on: date, days: int = 0, *, months: int = 0, counting: Counting = "days") -> LegalDeadline:
    """The end of a term of `months` then `days` that a fact of `from_on` set running."""
    if days < 0 or months < 0 or not (days or months):
        raise ValueError("a legal term has a length")
    plain_on = _add_days(_add_months(from_on, months), days, counting)
    if counting == "year_end":
        plain_on = date(plain_on.year, 12, 31)
    return LegalDeadline(from_on, plain_on, next_working_day(plain_on))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_days(day: date, days: int, counting: Counting) -> date:
    counts = _COUNTED.get(counting)
    if counts is None:
        return day + timedelta(days=days)
    while days:
        day += timedelta(days=1)
        days -= counts(day)
    return day


def next_working_day(day: date) -> date:
    """The day itself when it is worked, else the next that is (art. 642)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day

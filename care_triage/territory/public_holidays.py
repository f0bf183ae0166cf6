"""The public holidays of France (Alsace-Moselle's two more are not ours), by calendar year."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=32)
def public_holidays(year: int) -> Mapping[date, str]:
    """Holiday dates of `year` with their French names (C. trav. L3133-1)."""
    return dict(holidays.country_holidays("FR", years=year, language="fr"))


def holiday_name(day: date) -> str | None:
    """The name of the public holiday that falls on `day`, if one does."""
    return public_holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Neither Saturday nor Sunday nor a public holiday (the days of art. 642 C. proc. civ.)."""
    return day.weekday() < 5 and holiday_name(day) is None


def is_workable_day(day: date) -> bool:
    """Neither Sunday nor a public holiday: a « jour ouvrable »."""
    return day.weekday() < 6 and holiday_name(day) is None

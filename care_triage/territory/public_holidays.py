"""The public holidays of France (Alsace-Moselle's two more are not ours), by calendar year.

Eleven dates are computed here: the library that knows them holds those of every country, 14 MB in each process.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_FIXED: Final = {
    (1, 1): "Jour de l'an",
    (5, 1): "Fête du Travail",
    (5, 8): "Fête de la Victoire",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice",
    (12, 25): "Noël",
}
_DAYS_AFTER_EASTER: Final = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}


@lru_cache(maxsize=32)
def public_holidays(year: int) -> Mapping[date, str]:
    """Holiday dates of `year`, as they are since 1982, with their French names (C. trav. L3133-1)."""
    easter = easter_sunday(year)
    fixed = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    return {easter + timedelta(days): name for days, name in _DAYS_AFTER_EASTER.items()} | fixed


def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    sun = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - sun + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday_name(day: date) -> str | None:
    """The name of the public holiday that falls on `day`, if one does."""
    return public_holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Neither Saturday nor Sunday nor a public holiday (the days of art. 642 C. proc. civ.)."""
    return day.weekday() < 5 and holiday_name(day) is None


def is_workable_day(day: date) -> bool:
    """Neither Sunday nor a public holiday: a « jour ouvrable »."""
    return day.weekday() < 6 and holiday_name(day) is None

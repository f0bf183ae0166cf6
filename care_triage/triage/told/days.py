"""Dates as people say them, relative to the day of filing."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from care_triage.triage.told.numbers import COUNT, count_of
from care_triage.triage.told.text import Story

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("janvier janv january jan", "fevrier fevr fev february feb", "mars march", "avril april avr", "mai may", "juin june", "juillet juil july",
         "aout august", "septembre sept september", "octobre oct october", "novembre nov november", "decembre dec december"), 1)
    for name in names.split()
}  # fmt: skip
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(("lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday", "samedi saturday", "dimanche sunday"))
    for name in names.split()
}  # fmt: skip
_NEAR: Final = {
    "avant hier": -2, "hier": -1, "yesterday": -1, "aujourd hui": 0, "ce matin": 0, "today": 0, "this morning": 0, "apres demain": 2, "demain": 1, "tomorrow": 1,
}  # fmt: skip
_VAGUE: Final = {
    "la semaine derniere": -7, "semaine derniere": -7, "last week": -7, "le mois dernier": -30, "last month": -30, "la semaine prochaine": 7,
    "next week": 7, "le mois prochain": 30, "next month": 30,
}  # fmt: skip
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY: Final = "|".join(_WEEKDAYS)
_UNITS: Final = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "mois": 30, "month": 30, "an": 365, "year": 365}
_UNIT: Final = r"(?:jours?|semaines?|mois|ans?|annees?|days?|weeks?|months?|years?)"
_DAY: Final = re.compile(
    rf"(?<![\d/.,])(?P<d>\d{{1,2}})(?P<sep>[/. ])(?P<m>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}|\d{{2}})(?![\d/])"
    r"|(?<![\d/])(?P<iy>20\d\d) (?P<im>\d{2}) (?P<id>\d{2})(?!\d)"
    r"|(?<![\d/.,])(?P<sd>\d{1,2})/(?P<sm>\d{1,2})(?![\d/])"
    rf"|\b(?P<nd>\d{{1,2}})(?: ?er|st|nd|rd|th)? (?:of )?(?P<nm>{_MONTH})\b(?:,? (?P<ny>20\d\d))?"
    rf"|\b(?P<em>january|february|march|april|june|july|august|september|october|november|december) (?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<ey>20\d\d))?"
    rf"|\b(?P<near>{'|'.join(_NEAR)})\b|\b(?P<vague>{'|'.join(_VAGUE)})\b"
    rf"|\b(?:(?P<last>last )|(?P<next>next )|on )?(?P<wd>{_WEEKDAY})(?: (?P<when>dernier|prochain|passe|last|matin|soir))?(?: (?P<wn>\d{{1,2}})\b(?! ?(?:h|heures|€|euros|salaries)))?\b"
    rf"|\b(?P<ago>il y a|ca fait|voila|depuis|for)(?: environ| plus de| bientot| deja| presque| pres de| about| over| a peu pres)? (?P<agon>{COUNT}|quelques) (?P<agou>{_UNIT})\b"
    rf"|\b(?P<enn>{COUNT}|a few) (?P<enu>days?|weeks?|months?|years?) ago\b"
    rf"|\b(?:dans|d ici|sous|in)(?: environ)? (?P<inn>{COUNT}) (?P<inu>{_UNIT})\b"
    rf"|\b(?P<part>depuis(?: le mois de| fin| debut| mi)?|since|en|in|au mois de|fin|debut|mi|courant) (?P<pm>{_MONTH})\b(?! (?:pour))(?: (?P<py>20\d\d))?"
)


# The nearest past reading, the nearest future one, and whether the day is exact.
Reading = tuple[date, date, bool] | None
Said = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Day:
    """A date at its place: the nearest past and the nearest future reading when no year is said."""

    past: date
    future: date
    start: int
    end: int
    exact: bool
    lasting: bool = False
    """« depuis »: since when, rather than when."""


def days(story: Story, on: date) -> Iterator[Day]:
    """Every date of a story, in order."""
    for match in _DAY.finditer(story.text):
        read = _read(match, on)
        if read is None:
            continue
        past, future, exact = read
        lead = story.text[max(0, match.start() - 8) : match.start()]
        lasting = (
            match.group().startswith(("depuis", "since", "ca fait", "for")) or "depuis " in lead or "since " in lead
        )
        yield Day(past, future, match.start(), match.end(), exact, lasting)


def _read(match: re.Match[str], on: date) -> Reading:
    said = match.groupdict()
    for names, reader in _READERS:
        if any(said[name] for name in names):
            return reader(said, on)
    return None


def _full(said: Said, _on: date) -> Reading:
    if said["d"]:
        return _whole(int(said["y"] or 0), said["m"] or "", said["d"])
    return _whole(int(said["iy"] or 0), said["im"] or "", said["id"] or "")


def _short(said: Said, on: date) -> Reading:
    return _yearless(said["sm"] or "", said["sd"] or "", on)


def _named(said: Said, on: date) -> Reading:
    month, day, year = (
        str(_MONTHS[said["nm"] or said["em"] or ""]),
        said["nd"] or said["ed"] or "",
        said["ny"] or said["ey"],
    )
    return _whole(int(year), month, day) if year else _yearless(month, day, on)


def _near(said: Said, on: date) -> Reading:
    moved = _moved(on, _NEAR[said["near"]] if said["near"] else _VAGUE[said["vague"] or ""])
    return moved, moved, bool(said["near"])


def _ago(said: Said, on: date) -> Reading:
    return _counted(said["agon"] or said["enn"] or "", said["agou"] or said["enu"] or "", -1, on)


def _ahead(said: Said, on: date) -> Reading:
    return _counted(said["inn"] or "", said["inu"] or "", 1, on)


def _whole(year: int, month: str, day: str) -> Reading:
    found = _date(year + 2000 if year < 100 else year, int(month), int(day))
    return (found, found, True) if found and 1990 <= found.year <= 2060 else None


def _yearless(month: str, day: str, on: date) -> Reading:
    around = [found for year in (on.year - 1, on.year, on.year + 1) if (found := _date(year, int(month), int(day)))]
    past = max((found for found in around if found <= on), default=None)
    future = min((found for found in around if found >= on), default=None)
    return (past or around[0], future or around[-1], True) if around else None


def _weekday(said: Said, on: date) -> Reading:
    back = (on.weekday() - _WEEKDAYS[said["wd"] or ""]) % 7
    past, future = _moved(on, -back), _moved(on, (7 - back) % 7 or 7)
    if said["wn"]:
        around = [_moved(on, shift) for shift in range(-60, 61)]
        wanted = [day for day in around if day.day == int(said["wn"]) and day.weekday() == _WEEKDAYS[said["wd"] or ""]]
        past = max((day for day in wanted if day <= on), default=past)
        future = min((day for day in wanted if day >= on), default=future)
        return (past, future, True) if wanted else None
    if said["when"] in ("dernier", "passe", "last") or said["last"]:
        past = past if back else _moved(on, -7)
        return past, past, True
    return (future, future, True) if said["when"] == "prochain" or said["next"] else (past, future, True)


def _counted(count: str, unit: str, way: int, on: date) -> tuple[date, date, bool]:
    several = 3 if count in ("quelques", "a few") else count_of(count)
    length = next(days for name, days in _UNITS.items() if unit.startswith(name))
    if length in (30, 365) and several < 1200:
        moved = _months(on, way * several * (12 if length == 365 else 1))
    else:
        moved = _moved(on, way * several * length)
    return moved, moved, length == 1 and count not in ("quelques", "a few")


def _month(said: Said, on: date) -> Reading:
    month, part = _MONTHS[said["pm"] or ""], said["part"] or ""
    day = 25 if "fin" in part else 15 if "mi" in part.split() else 1
    if said["py"]:
        found = _date(int(said["py"]), month, day)
        return (found, found, False) if found else None
    read = _yearless(str(month), str(day), on)
    return (read[0], read[1], False) if read else None


def _months(on: date, shift: int) -> date:
    months = on.year * 12 + on.month - 1 + shift
    year, month = divmod(months, 12)
    if not 1 <= year <= 9998:
        return on
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _moved(on: date, shift: int) -> date:
    try:
        return on + timedelta(days=shift)
    except OverflowError:
        return on


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READERS: Final[tuple[tuple[tuple[str, ...], Callable[[Said, date], Reading]], ...]] = (
    (("d", "iy"), _full),
    (("sd",), _short),
    (("nd", "ed"), _named),
    (("near", "vague"), _near),
    (("wd",), _weekday),
    (("agon", "enn"), _ago),
    (("inn",), _ahead),
    (("pm",), _month),
)

"""Numbers and days as people type them: « 12 k€ », « environ 10 000 », « le 3 mars », « hier ». Pure."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from care_triage.triage.told.days import days
from care_triage.triage.told.numbers import numbers
from care_triage.triage.told.text import Story

# A few words at most: whoever tells a story in this box is asked for the number or the day alone.
LONGEST: Final = 40
_ABOUT: Final = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_ABOUT_WORDS: Final = re.compile(rf"\bune? ({'|'.join(_ABOUT)})\b", re.IGNORECASE)
# « un » counts alone, or before what is counted; « un peu » is no number.
_ONE: Final = re.compile(
    r"^(?:environ )?une?(?: seule?)?(?: (?:salari|employ|personne|mois|an|semaine|jour|euro)\w*)?$"
)
_SHORT_DAY: Final = re.compile(r"^\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})$")


def number_in(text: str) -> Decimal | None:
    """The one number that somebody typed; None when there is none, or several."""
    if text.lstrip().startswith(("-", "−")):
        return None
    story = Story(f"{_ABOUT_WORDS.sub(lambda about: str(_ABOUT[about[1].lower()]), text)} ")
    found = list(numbers(story))
    if any(not number.figures and number.value == 1 for number in found) and not _ONE.match(story.text.strip()):
        return None
    values = {number.value for number in found}
    return values.pop() if len(values) == 1 else None


def day_in(text: str, on: date, *, is_to_come: bool = False) -> date | None:
    """The one day that somebody typed, the nearest when no year is said; None when there is none, or several."""
    found = {day.future if is_to_come else day.past for day in days(Story(_spaced(text)), on)}
    return found.pop() if len(found) == 1 else None


def _spaced(text: str) -> str:
    """« 24-11-2026 » as « 24/11/2026 »."""
    text = text.strip()
    return text.replace("-", "/") if _SHORT_DAY.match(text) else text

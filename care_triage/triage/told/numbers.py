"""Numbers as people write them: « 12 000 », « 12k », « 1 200,50 », « douze mille », « twelve thousand »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from care_triage.triage.told.text import Story

_UNITS: Final = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20,
    "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_SCALES: Final = {"cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "milles": 1000, "thousand": 1000}
_MILLIONS: Final = {"million": 1_000_000, "millions": 1_000_000}
_WORD: Final = "|".join(sorted((*_UNITS, *_SCALES, *_MILLIONS), key=len, reverse=True))
# Small counts, in figures or words: three digits at most.
_SMALL: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
COUNT: Final = rf"(?:\d{{1,3}}|(?:(?:deux |trois |quatre |cinq |six )?cents? (?:et )?)?(?:{_SMALL})(?: (?:et )?(?:{_SMALL})){{0,2}}|cent)"
_FIGURES: Final = (
    r"(?<![\d.,/])(?:\d{1,3}(?: \d{3}){1,3}(?:,\d{1,2})?|\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){1,3}"
    r"|\d{1,9}(?:[.,]\d{1,2})?)(?![\d/])"
)
_NUMBER: Final = re.compile(
    rf"(?P<figures>{_FIGURES})(?: ?(?P<scale>ke?|m|mille|millions?|thousand)(?= |€|$|[.,;:!?)e]))?(?: ?(?P<money>€|euros?\b|eur\b|euro\b|balles\b|e\b))?"
    rf"|\b(?P<words>(?:{_WORD})(?:(?: et)? (?:{_WORD})\b){{0,9}})(?: (?P<euros>euros?|eur|balles)\b)?"
)
_LARGEST: Final = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Number:
    """A number at its place; `money` when euros are named."""

    value: Decimal
    start: int
    end: int
    money: bool
    figures: bool


def numbers(story: Story) -> Iterator[Number]:
    """Every number of a story, in order."""
    for match in _NUMBER.finditer(story.text):
        if match["words"]:
            value = Decimal(count_of(match["words"]))
            yield Number(value, match.start(), match.end(), bool(match["euros"]), False)
            continue
        value = _figures(match["figures"]) * _scale(match["scale"])
        if value <= _LARGEST:
            money = bool(match["money"]) or match["scale"] in ("k", "ke")
            yield Number(value, match.start(), match.end(), money, True)


def count_of(words: str) -> int:
    """The value of « trois cent vingt et un », or of figures."""
    if words.isdigit():
        return int(words)
    total = current = 0
    last = 0
    for word in words.split():
        if word in _UNITS:
            unit = _UNITS[word]
            # « quatre vingt » multiplies; « vingt quatre » adds.
            current = current - last + last * unit if unit == 20 and last == 4 else current + unit
            last = unit
        elif word in _SCALES and _SCALES[word] == 100:
            current, last = (current or 1) * 100, 0
        elif word in _SCALES:
            total, current, last = total + (current or 1) * 1000, 0, 0
        elif word in _MILLIONS:
            total, current, last = (total + (current or 1)) * 1_000_000, 0, 0
    return total + current


def _figures(text: str) -> Decimal:
    compact = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", compact):
        compact = compact.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+", compact):
        compact = compact.replace(",", "")
    return Decimal(compact.replace(",", "."))


def _scale(word: str | None) -> int:
    if not word:
        return 1
    return 1_000_000 if (word.startswith("mi") and word != "mille") or word == "m" else 1000

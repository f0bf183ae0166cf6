"""A story as patterns read it: without accents or capitals, with a way back to the original words.

The folded text holds only a-z, digits, single spaces and the punctuation that numbers and sentences need.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

_KEPT: Final = frozenset(".,;:!?()/%€\n")
_JOINED: Final = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "…": ".", "€": "€"}
_SENTENCE: Final = re.compile(r"[!?;\n]|\.(?!\d)")
_CLAUSE: Final = re.compile(
    r"[!?;:()\n]|[.,](?!\d)"
    r"|\b(?:mais|donc|car|parce qu[e ]|alors que|puis|sauf que|du coup|pendant que|maintenant|but|because|so|and|et) "
)

# Text messages glue what an apostrophe parts: « jai recu lurssaf ». Only where no other French word is read so.
_GLUED: Final = re.compile(
    r"\b(?:[jn](?=(?:ai|avais|dois|arr?ive\w*|y arr?ive\w*)\b)|qu(?=(?:ils?|on)\b)|[cs](?=(?:est|etait|était)\b)"
    r"|[ld](?=(?:urs+af+|ursaf+|usraf|huiss?ier|imp[oô]ts?|administration|avocate?|argent|assurance|assignation|"
    r"expert|[ée]ch[ée]ance|[ée]ch[ée]ancier|employ[ée]e?s?|embauche|entreprise|activit[ée])\b))",
    re.IGNORECASE,
)


class Story:
    """The original and its folded text."""

    def __init__(self, original: str) -> None:
        self.original = original
        letters: list[str] = []
        places: list[int] = []
        glued = {match.end() for match in _GLUED.finditer(original)}
        for place, char in enumerate(original):
            if place in glued:
                letters.append(" ")
                places.append(place - 1)
            for letter in _folded(char):
                if letter == " " and (not letters or letters[-1] in " \n"):
                    continue
                letters.append(letter)
                places.append(place)
        self.text = "".join(letters)
        self._places = [*places, len(original)]
        self._clauses = [0, *(match.end() for match in _CLAUSE.finditer(self.text))]
        self._sentences = [0, *(match.end() for match in _SENTENCE.finditer(self.text))]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded [start, end) stands in the original, without blanks at its ends."""
        first, last = self._places[start], self._places[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        while last > first and self.original[last - 1].isspace():
            last -= 1
        while first < last and self.original[first].isspace():
            first += 1
        return first, last

    def clause(self, place: int) -> tuple[int, int]:
        """The clause around a place of the folded text."""
        return _around(self._clauses, place, len(self.text))

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence around a place of the folded text."""
        return _around(self._sentences, place, len(self.text))

    def before(self, place: int, longest: int = 90) -> str:
        """What the clause says before a place."""
        return self.text[max(self.clause(place)[0], place - longest) : place]

    def after(self, place: int, longest: int = 60) -> str:
        """What the clause says from a place on."""
        return self.text[place : min(self.clause(max(place - 1, 0))[1], place + longest)]


def _around(starts: list[int], place: int, length: int) -> tuple[int, int]:
    rank = bisect_right(starts, place)
    return starts[rank - 1], starts[rank] if rank < len(starts) else length


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _JOINED:
        return _JOINED[char]
    letters = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)).lower()
    if not letters:
        return ""
    return "".join(c if (c.isascii() and c.isalnum()) or c in _KEPT else " " for c in letters)

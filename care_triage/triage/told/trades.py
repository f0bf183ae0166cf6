"""The names of trades, their places and what goes with them, found word by word in a story.

`data/told/activities.toml` holds them; a table by first word makes a thousand names as quick to look for as one.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from care_triage.triage.told.text import Story

ACTIVITIES: Final = Path(__file__).resolve().parents[2] / "data" / "told" / "activities.toml"
PEOPLE, PLACES, LINES, THINGS, CLUES, BROAD = KINDS = ("people", "places", "lines", "things", "clues", "broad")
_WORD: Final = re.compile(r"[a-z0-9]+")
_SHORTEST_PLURAL: Final = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A trade named at a place of the folded text: `code` of `activity`, and the kinds of list that hold the words."""

    code: str
    kinds: frozenset[str]
    words: str
    start: int
    end: int


_Name = tuple[tuple[str, ...], Mapping[str, frozenset[str]]]


def named(story: Story) -> Iterator[Named]:
    """Every trade named, in order, the longest name at each place; words of two trades give one of each."""
    known = names()
    places = [(match.start(), match.end(), _singular(match[0])) for match in _WORD.finditer(story.text)]
    rank = 0
    while rank < len(places):
        length, codes = _longest(known.get(places[rank][2], ()), [word for _, _, word in places[rank : rank + 6]])
        start, end = places[rank][0], places[rank + max(length, 1) - 1][1]
        if length and not _is_broken(story.text[start:end]):
            words = " ".join(word for _, _, word in places[rank : rank + length])
            yield from (Named(code, kinds, words, start, end) for code, kinds in codes.items())
        rank += max(length, 1)


def _longest(names: Iterable[_Name], words: list[str]) -> tuple[int, Mapping[str, frozenset[str]]]:
    return next(((len(name), codes) for name, codes in names if tuple(words[: len(name)]) == name), (0, {}))


def _is_broken(text: str) -> bool:
    return any(sign in text for sign in ".,;:!?()\n/")


@lru_cache(maxsize=1)
def names() -> Mapping[str, tuple[_Name, ...]]:
    """Names by their first word, the longest first."""
    codes: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, lists in tomllib.loads(ACTIVITIES.read_text(encoding="utf-8")).items():
        for kind, written in lists.items():
            for name in written.split(","):
                if words := tuple(_singular(word) for word in name.split()):
                    codes[words][code].add(kind)
    by_first: dict[str, list[_Name]] = defaultdict(list)
    # Most names say one trade in one way: they share what they say.
    shared: dict[tuple[tuple[str, frozenset[str]], ...], Mapping[str, frozenset[str]]] = {}
    for words, kinds in codes.items():
        said = tuple((code, frozenset(each)) for code, each in kinds.items())
        by_first[words[0]].append((words, shared.setdefault(said, dict(said))))
    return {first: tuple(sorted(each, key=lambda name: -len(name[0]))) for first, each in by_first.items()}


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST_PLURAL and word[-1] in "sx" else word

"""What the model sees of a text: the stems of its words, stems side by side, and pieces of words.

Stems side by side keep the small words: « mon patron » and « le patron que je suis » are not told by the same person.
Pieces of words carry what is misspelt, and words that nobody wrote before. A feature is a number of 64 bits.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from care_triage.triage.words import carries_meaning, stem, unfolded

# Stems, pairs of stems, pieces of words: what each sort weighs beside the others, and the least times it is seen.
SHARES = (1.0, 0.8, 0.6)
PIECE = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature, its sort (a place in SHARES), and the place of its word in the text."""

    key: int
    sort: int
    word: int


@dataclass(frozen=True, slots=True)
class Weighted:
    """A feature that the model knows: its row there, what it weighs in this text, and the places of its words."""

    row: int
    weight: float
    words: tuple[int, ...]


def words_of(text: str) -> list[str]:
    """The words of a text as they were typed, in order."""
    return _WORD.findall(text)


def features_of(words: Iterable[str]) -> Iterator[Feature]:
    """Everything the model may see of these words."""
    before = ""
    for place, typed in enumerate(words):
        for word in unfolded(typed):
            root = stem(word)
            if before:
                yield Feature(_key("p", f"{before} {root}"), 1, place)
            if carries_meaning(word):
                yield Feature(_key("s", root), 0, place)
                for piece in _pieces(word):
                    yield Feature(_key("g", piece), 2, place)
            before = root


def weigh(features: Iterable[Feature], find: Callable[[int], tuple[int, float] | None]) -> list[Weighted]:
    """The features that `find` knows (row and rarity), each sort brought to its share of the whole."""
    seen: dict[int, tuple[Feature, list[int]]] = {}
    for feature in features:
        seen.setdefault(feature.key, (feature, []))[1].append(feature.word)
    sorts: list[list[Weighted]] = [[] for _share in SHARES]
    for feature, places in seen.values():
        if (known := find(feature.key)) is not None:
            row, rarity = known
            sorts[feature.sort].append(Weighted(row, (1 + math.log(len(places))) * rarity, tuple(places)))
    return [item for share, found in zip(SHARES, sorts, strict=True) for item in _shared(found, share)]


def _shared(found: list[Weighted], share: float) -> Iterator[Weighted]:
    length = math.sqrt(sum(item.weight * item.weight for item in found)) or 1.0
    return (Weighted(item.row, share * item.weight / length, item.words) for item in found)


@lru_cache(maxsize=1_000)
def _pieces(word: str) -> tuple[str, ...]:
    edged = f"<{word}>"
    return tuple(edged[start : start + PIECE] for start in range(len(edged) - PIECE + 1))


@lru_cache(maxsize=4_000)
def _key(sort: str, text: str) -> int:
    return int.from_bytes(blake2b(f"{sort} {text}".encode(), digest_size=8).digest(), "little")

"""How much a story resembles what is said of each subject: stems weighted by rarity, compared by their angle.

A subject is known by its single phrases, of which the nearest count, and by everything said of it together.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from care_triage.triage.spelling import Speller

K = TypeVar("K")
Weights = Mapping[str, float]
# Shares measured by leaving each phrase of the catalogue out in turn.
_PHRASES, _WHOLE = 0.5, 0.5
_NEAREST = (0.75, 0.15, 0.1)


@dataclass(frozen=True)
class Likeness:
    """How near a story is to a subject, from 0 to 1, and the stems they share, rarest first."""

    score: float
    words: tuple[str, ...]


class Resemblance:
    """Compares stories with the phrases of subjects; built once, holds some hundred kilobytes."""

    def __init__(self, said: Iterable[tuple[str, Sequence[str]]]) -> None:
        phrases = [(subject, words) for subject, words in said if words]
        self._rarity = _rarity(words for _subject, words in phrases)
        self._speller = Speller(self._rarity)
        weighted = [(subject, self._weigh(words)) for subject, words in phrases]
        self._subject_of = [subject for subject, _weights in weighted]
        self._phrases = _inverted((place, weights) for place, (_subject, weights) in enumerate(weighted))
        self._whole = _inverted(_sums(weighted).items())

    def to(self, words: Iterable[str]) -> dict[str, Likeness]:
        """Every subject that shares a stem with the story."""
        weights = self._weigh(self._speller.known(word) for word in words)
        nearest: dict[str, list[float]] = defaultdict(list)
        for place, product in _products(weights, self._phrases).items():
            nearest[self._subject_of[place]].append(product)
        shared = self._shared(weights)
        return {
            subject: Likeness(_PHRASES * _blend(nearest[subject]) + _WHOLE * product, tuple(shared[subject]))
            for subject, product in _products(weights, self._whole).items()
        }

    def _shared(self, weights: Weights) -> dict[str, list[str]]:
        shared: dict[str, list[str]] = defaultdict(list)
        for stem in sorted(weights, key=lambda stem: (-weights[stem], stem)):
            for subject, _weight in self._whole.get(stem, ()):
                shared[subject].append(stem)
        return shared

    def _weigh(self, words: Iterable[str]) -> dict[str, float]:
        counts = Counter(words)
        # A word nobody says of any subject still makes a story longer, so that one shared word decides less.
        rare = max(self._rarity.values(), default=1.0) * 0.5
        return _unit({stem: (1 + math.log(count)) * self._rarity.get(stem, rare) for stem, count in counts.items()})


def _blend(products: list[float]) -> float:
    return sum(product * share for product, share in zip(sorted(products, reverse=True), _NEAREST, strict=False))


def _rarity(phrases: Iterable[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency of each stem over all phrases."""
    everything = [set(words) for words in phrases]
    counts = Counter(stem for words in everything for stem in words)
    return {stem: math.log((1 + len(everything)) / (1 + count)) + 0.1 for stem, count in counts.items()}


def _sums(weighted: Iterable[tuple[str, Weights]]) -> dict[str, dict[str, float]]:
    """All that is said of each subject, as one long phrase."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for subject, weights in weighted:
        for stem, weight in weights.items():
            sums[subject][stem] += weight
    return {subject: _unit(total) for subject, total in sums.items()}


def _inverted(rows: Iterable[tuple[K, Weights]]) -> dict[str, list[tuple[K, float]]]:
    """For each stem, the rows that hold it, with its weight there."""
    index: dict[str, list[tuple[K, float]]] = defaultdict(list)
    for key, weights in rows:
        for stem, weight in weights.items():
            index[stem].append((key, weight))
    return index


def _products(weights: Weights, index: Mapping[str, list[tuple[K, float]]]) -> dict[K, float]:
    products: dict[K, float] = defaultdict(float)
    for stem, weight in weights.items():
        for key, other in index.get(stem, ()):
            products[key] += weight * other
    return products


def _unit(weights: Weights) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}

"""Learning from what owners say: a linear model of all labels at once, by stochastic descent.

Loads numpy, so only commands import it. The same examples give the same model, to the byte.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from care_triage.triage.learning.features import Feature, features_of, weigh, words_of
from care_triage.triage.learning.model import write

# A stem counts from its first time; pairs and pieces that were seen once say little and weigh much.
_SEEN_AT_LEAST = (1, 2, 2)
_ROUNDS = 8
# The mean of the last rounds: which text came last decides nothing.
_SETTLED = 4
_STEP = 0.6
_SEED = 20201


def train(examples: Sequence[tuple[str, str]], sharpness: float) -> bytes:
    """A model of (label, text) pairs, as `Model.read` takes it; `sharpness` multiplies its odds."""
    texts = [list(features_of(words_of(text))) for _label, text in examples]
    rarity = _rarities(texts)
    keys = sorted(rarity)
    place = {key: row for row, key in enumerate(keys)}
    labels = sorted({label for label, _text in examples})
    column = {label: number for number, label in enumerate(labels)}
    weights, bias = _descend(
        [_vector(features, place, rarity) for features in texts], [column[label] for label, _text in examples],
        (len(keys), len(labels)),
    )  # fmt: skip
    return write(labels, bias.tolist(), sharpness, keys, [rarity[key] for key in keys], weights.tolist())


def _rarities(texts: Iterable[Sequence[Feature]]) -> dict[int, float]:
    """Each feature worth learning, and how rare it is among the texts."""
    counts: Counter[tuple[int, int]] = Counter()
    total = 0
    for total, features in enumerate(texts, 1):  # noqa: B007 - the last one is the number of texts
        counts.update({(feature.key, feature.sort) for feature in features})
    return {
        key: math.log((1 + total) / (1 + count)) + 1
        for (key, sort), count in counts.items()
        if count >= _SEEN_AT_LEAST[sort]
    }


def _vector(features: Iterable[Feature], place: dict[int, int], rarity: dict[int, float]) -> tuple[Any, Any]:
    found = weigh(features, lambda key: (place[key], rarity[key]) if key in place else None)
    return (
        np.array([item.row for item in found], dtype=np.int64),
        np.array([item.weight for item in found], dtype=np.float32),
    )


def _descend(vectors: Sequence[tuple[Any, Any]], columns: Sequence[int], shape: tuple[int, int]) -> tuple[Any, Any]:
    """Weights and bias of a softmax regression (AdaGrad, one step size a feature; the mean of the last rounds)."""
    weights, bias = np.zeros(shape, np.float32), np.zeros(shape[1], np.float32)
    moved = np.full(shape[0], 1e-3, np.float32)
    order = np.random.default_rng(_SEED)
    settled, settled_bias = np.zeros_like(weights), np.zeros_like(bias)
    for turn in range(_ROUNDS):
        for number in order.permutation(len(vectors)):
            rows, values = vectors[number]
            error = _softmax(values @ weights[rows] + bias)
            error[columns[number]] -= 1
            moved[rows] += values * values * (error @ error)
            weights[rows] -= np.outer(_STEP * values / np.sqrt(moved[rows]), error)
            bias -= 0.02 * error
        if turn >= _ROUNDS - _SETTLED:
            settled += weights
            settled_bias += bias
    return settled / _SETTLED, settled_bias / _SETTLED


def _softmax(odds: Any) -> Any:
    powers = np.exp(odds - odds.max())
    return powers / powers.sum()

"""A trained model as bytes that every process of a machine maps instead of copying, and what it says of a text.

One row a feature: its key (sorted, looked up by halving), its rarity, the scale of its row, and one signed byte a label.
"""

import json
import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from care_triage.triage.learning.features import Weighted

_MAGIC = b"CARE understands 1\n"
_ALIGNED = 8


@dataclass(frozen=True, eq=False)
class Model:
    """What was learnt of each label: a linear model over the features of a text."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    sharpness: float
    _keys: Sequence[int]
    _rarities: Sequence[float]
    _scales: Sequence[float]
    _weights: memoryview

    @classmethod
    def read(cls, data: memoryview) -> "Model":
        """The model in `data`, which stays where it is. Raises ValueError when it is none."""
        if bytes(data[: len(_MAGIC)]) != _MAGIC:
            raise ValueError("not a model of this version")
        start = len(_MAGIC) + 8
        header = json.loads(bytes(data[start : start + _header_length(data)]))
        rows, labels = header["rows"], tuple(header["labels"])
        start = _aligned(start + _header_length(data))
        keys = data[start : start + rows * 8].cast("Q")
        start = _aligned(start + rows * 8)
        rarities = data[start : start + rows * 4].cast("f")
        start = _aligned(start + rows * 4)
        scales = data[start : start + rows * 4].cast("f")
        start = _aligned(start + rows * 4)
        weights = data[start : start + rows * len(labels)].cast("b")
        return cls(labels, tuple(header["bias"]), header["sharpness"], keys, rarities, scales, weights)

    def find(self, key: int) -> tuple[int, float] | None:
        """The row and the rarity of a feature, when the model knows it."""
        row = bisect_left(self._keys, key)
        if row == len(self._keys) or self._keys[row] != key:
            return None
        return row, self._rarities[row]

    def shares(self, found: Sequence[Weighted]) -> dict[str, float]:
        """How probable each label is, given the features of a text; together 1."""
        totals = list(self.bias)
        for item in found:
            strength = item.weight * self._scales[item.row]
            totals = [total + strength * weight for total, weight in zip(totals, self._row(item.row), strict=True)]
        highest = max(totals)
        powers = [math.exp((total - highest) * self.sharpness) for total in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}

    def pull(self, found: Sequence[Weighted], label: str) -> Mapping[int, float]:
        """How much the word at each place pulls towards a label, against the middle of all labels."""
        column, pulls = self.labels.index(label), defaultdict[int, float](float)
        for item in found:
            row = self._row(item.row)
            pull = item.weight * self._scales[item.row] * (row[column] - sum(row) / len(row)) / len(item.words)
            for place in item.words:
                pulls[place] += pull
        return pulls

    def _row(self, row: int) -> memoryview:
        width = len(self.labels)
        return self._weights[row * width : (row + 1) * width]


def write(
    labels: Sequence[str], bias: Sequence[float], sharpness: float, keys: Sequence[int], rarities: Sequence[float],
    rows: Sequence[Sequence[float]],
) -> bytes:  # fmt: skip
    """The bytes of a model; `keys` ascend, and each has its rarity and its row of one weight a label."""
    header = json.dumps({"labels": list(labels), "bias": list(bias), "sharpness": sharpness, "rows": len(keys)})
    scales = [max((abs(weight) for weight in row), default=0.0) / 127 for row in rows]
    signed = array("b")
    for row, scale in zip(rows, scales, strict=True):
        signed.extend(round(weight / scale) if scale else 0 for weight in row)
    encoded = header.encode()
    out = bytearray(_MAGIC + len(encoded).to_bytes(8, "little") + encoded)
    for part in (array("Q", keys), array("f", rarities), array("f", scales), signed):
        out.extend(bytes(_aligned(len(out)) - len(out)))
        out.extend(part.tobytes())
    return bytes(out)


def _header_length(data: memoryview) -> int:
    return int.from_bytes(data[len(_MAGIC) : len(_MAGIC) + 8], "little")


def _aligned(place: int) -> int:
    return -(-place // _ALIGNED) * _ALIGNED

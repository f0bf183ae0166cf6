"""Past requests as columns: one small integer per request and fact, and the dictionary of the values it stands for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from care_triage.rules import Condition, Fact

Rows = npt.NDArray[np.int32]
Codes = npt.NDArray[Any]
Accepted = npt.NDArray[np.bool_]
UNKNOWN = 0
_NUMBERS = (np.uint8, np.uint16, np.uint32)


class PastRequest(NamedTuple):
    """One decided request: the facts as plain values, as they are stored with its decision."""

    decision_id: int
    need_id: int
    on: date
    facts: Mapping[str, Any]


class Sorted:
    """Requests by code: how many have each, and their rows one code after the other."""

    def __init__(self, codes: Codes, size: int) -> None:
        self.codes = codes
        self.size = size

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many requests have each code."""
        return np.bincount(self.codes, minlength=self.size)

    @cached_property
    def starts(self) -> list[int]:
        """Where the rows of each code begin in `order`, and where the last ones end."""
        return [0, *np.cumsum(self.counts).tolist()]

    @cached_property
    def order(self) -> Rows:
        """Rows by code, ascending within each; small integers are sorted by counting."""
        return np.argsort(self.codes, kind="stable").astype(np.int32)

    def rows(self, accepted: Accepted) -> Rows:
        """The requests whose code is accepted."""
        starts = self.starts
        parts = [self.order[starts[code] : starts[code + 1]] for code in np.flatnonzero(accepted).tolist()]
        return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.empty(0, np.int32)


class Reader(Protocol):
    """One fact of all past requests, as one vocabulary reads it."""

    sorted: Sorted

    def accepts(self, condition: Condition) -> Accepted:
        """For each code, whether the condition is true of it; unknown is true for `Unknown` only."""


@dataclass(frozen=True)
class Column:
    """One fact: code 0 is unknown, code i stands for the i-th of the plain values.

    `readers` remembers how the facts of vocabularies read them: two rule sets mostly share theirs.
    """

    sorted: Sorted
    values: tuple[Any, ...]
    readers: dict[Fact, Reader] = field(default_factory=dict)


@dataclass(frozen=True)
class PastRequests:
    """Decided requests by column. `days` are proleptic day numbers; a fact nobody ever gave has no column."""

    decision_ids: npt.NDArray[np.int64]
    need_ids: npt.NDArray[np.int64]
    days: Sorted
    first_day: int
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.decision_ids)

    @classmethod
    def of(cls, requests: Iterable[PastRequest]) -> PastRequests:
        """All of `requests` as columns."""
        builder = PastBuilder()
        for request in requests:
            builder.add(request)
        return builder.build()

    def request(self, row: int) -> PastRequest:
        """One request as it was read."""
        facts = {}
        for name, column in self.columns.items():
            code = int(column.sorted.codes[row])
            if code != UNKNOWN:
                facts[name] = column.values[code - 1]
        day = date.fromordinal(int(self.days.codes[row]) + self.first_day)
        return PastRequest(int(self.decision_ids[row]), int(self.need_ids[row]), day, facts)


class _ColumnDraft(NamedTuple):
    """A column that grows: the code of each request, the code of each value met, and the values by code."""

    codes: array[int]
    numbers: dict[Any, int]
    values: list[Any]


class PastBuilder:
    """Takes requests one by one, in any number, and keeps each in about a hundred bytes."""

    def __init__(self) -> None:
        self._decisions, self._needs, self._days = array("q"), array("q"), array("i")
        self._drafts: dict[str, _ColumnDraft] = {}

    def __len__(self) -> int:
        return len(self._days)

    def add(self, request: PastRequest) -> None:
        """Take one request; facts whose value is None are unknown."""
        facts = request.facts
        for name in facts.keys() - self._drafts.keys():
            # Whoever came before did not know this fact.
            self._drafts[name] = _ColumnDraft(array("I", bytes(4 * len(self))), {}, [])
        for name, (codes, numbers, values) in self._drafts.items():
            value = facts.get(name)
            if value is None:
                codes.append(UNKNOWN)
                continue
            # A list cannot be a key, and True would be found under 1.
            key = value if type(value) is str else tuple(value) if type(value) is list else (type(value), value)
            code = numbers.get(key)
            if code is None:
                values.append(value)
                code = numbers[key] = len(values)
            codes.append(code)
        self._decisions.append(request.decision_id)
        self._needs.append(request.need_id)
        self._days.append(request.on.toordinal())

    def build(self) -> PastRequests:
        """The columns; the builder is empty afterwards."""
        columns = {}
        for name in list(self._drafts):
            # One column after the other is given up, so that two forms of all are never there at once.
            codes, _, values = self._drafts.pop(name)
            columns[name] = Column(Sorted(_smallest(codes, len(values)), len(values) + 1), tuple(values))
        days = np.frombuffer(self._days, np.int32) if self._days else np.empty(0, np.int32)
        first = int(days.min()) if len(days) else 0
        last = int(days.max()) if len(days) else 0
        span = Sorted(_narrow(days - first, last - first), last - first + 1)
        return PastRequests(_long(self._decisions), _long(self._needs), span, first, columns)


def _long(numbers: array[int]) -> npt.NDArray[np.int64]:
    return np.frombuffer(numbers, np.int64).copy() if numbers else np.empty(0, np.int64)


def _smallest(codes: array[int], largest: int) -> Codes:
    return _narrow(np.frombuffer(codes, np.uint32) if codes else np.empty(0, np.uint32), largest)


def _narrow(codes: Codes, largest: int) -> Codes:
    """The same codes in the smallest integers that hold them."""
    kind = next(number for number in _NUMBERS if largest <= np.iinfo(number).max)
    return codes.astype(kind)

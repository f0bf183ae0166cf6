"""For one fact of the vocabulary: which of the codes that past requests hold a condition accepts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from care_triage.rulebook.replay.past import UNKNOWN, Column, PastRequests, Sorted
from care_triage.rules import (
    AnyOf,
    Condition,
    Fact,
    FactError,
    In,
    Is,
    Known,
    NoneOf,
    NotIn,
    NotStartsWith,
    Span,
    StartsWith,
    Unknown,
    Vocabulary,
    Within,
    read_facts,
)
from care_triage.rules.scale import step_of
from care_triage.rules.values import codes_of
from care_triage.rules.vocabulary import ORDERED, Kind

Accepted = npt.NDArray[np.bool_]


class Reader(Protocol):
    """One fact of all past requests, as one table of rules sees it."""

    sorted: Sorted

    def accepts(self, condition: Condition) -> Accepted:
        """For each code, whether the condition is true of it; unknown is true for `Unknown` only."""


def reader_of(past: PastRequests, fact: Fact, conditions: Iterable[Condition]) -> Reader:
    """A reader of `fact` for these conditions; what the vocabulary cannot read is unknown, as it is when deciding."""
    column = past.columns.get(fact.name) or Column(Sorted(np.zeros(len(past), np.uint8), 1), ())
    typed = _typed(fact, column)
    if fact.kind not in ORDERED:
        return _Coded(fact, column.sorted, typed)
    known = [value is not None for value in typed]
    steps = [0 if value is None else step_of(fact, value) for value in typed]
    return _Ordered(column.sorted, np.array(steps, np.int64), np.array(known, np.bool_), conditions)


def days_reader(past: PastRequests, conditions: Iterable[Condition]) -> Reader:
    """The same for the day of the decision, which is always known."""
    days = np.arange(past.days.size, dtype=np.int64) + past.first_day
    shifted = Sorted(past.days.codes.astype(np.uint32) + 1, past.days.size + 1)
    return _Ordered(shifted, days, np.ones(len(days), np.bool_), conditions)


def in_force(valid_from: date | None, valid_until: date | None) -> Condition | None:
    """The condition on the day of the decision that validity dates, both included, make."""
    if valid_from is None and valid_until is None:
        return None
    low = valid_from.toordinal() if valid_from else None
    return Within((Span(low, valid_until.toordinal() + 1 if valid_until else None),))


def _typed(fact: Fact, column: Column) -> tuple[Any, ...]:
    """The values as rules read them; None where the fact cannot have what was stored."""
    typed = column.typed.get(fact)
    if typed is None:
        vocabulary = Vocabulary([fact])
        typed = column.typed[fact] = tuple(_read(vocabulary, fact.name, value) for value in column.values)
    return typed


def _read(vocabulary: Vocabulary, name: str, value: Any) -> Any:
    try:
        return read_facts(vocabulary, {name: value}).get(name)
    except FactError:
        return None


class _Coded:
    """A code, a code with its ancestors, a set, or yes and no: every distinct value keeps its own code."""

    def __init__(self, fact: Fact, rows: Sorted, typed: tuple[Any, ...]) -> None:
        self.sorted = rows
        self._known = np.array([False, *(value is not None for value in typed)], np.bool_)
        self._holders: dict[object, list[int]] = {}
        for code, value in enumerate(typed, UNKNOWN + 1):
            for name in _names(fact, value):
                self._holders.setdefault(name, []).append(code)

    def accepts(self, condition: Condition) -> Accepted:
        """See Reader."""
        if isinstance(condition, Unknown | Known):
            return self._known if isinstance(condition, Known) else ~self._known
        holding = self._holding(self._named(condition))
        is_negated = isinstance(condition, NotIn | NoneOf | NotStartsWith)
        return self._known & ~holding if is_negated else holding

    def _named(self, condition: Condition) -> Iterable[object]:
        """The values that a condition names."""
        match condition:
            case In(names) | AnyOf(names) | NotIn(names) | NoneOf(names):
                return names
            case StartsWith(prefixes) | NotStartsWith(prefixes):
                return self._starting(prefixes)
            case Is(value):
                return (value,)
        raise TypeError(f"a range on a fact without order: {condition}")

    def _holding(self, names: Iterable[object]) -> Accepted:
        accepted = np.zeros(len(self._known), np.bool_)
        for name in names:
            accepted[self._holders.get(name, [])] = True
        return accepted

    def _starting(self, prefixes: Iterable[str]) -> list[object]:
        beginnings = tuple(prefixes)
        return [name for name in self._holders if isinstance(name, str) and name.startswith(beginnings)]


def _names(fact: Fact, value: Any) -> Iterable[object]:
    if value is None:
        return ()
    return (value,) if fact.kind is Kind.BOOLEAN else codes_of(fact, value)


class _Ordered:
    """A number, an amount or a date: only the edges of ranges tell values apart, so that codes are made from them."""

    def __init__(
        self, rows: Sorted, steps: npt.NDArray[np.int64], known: Accepted, conditions: Iterable[Condition]
    ) -> None:
        spans = [span for condition in conditions if isinstance(condition, Within) for span in condition.spans]
        self._edges = np.unique(np.array([edge for span in spans for edge in span if edge is not None], np.int64))
        between = np.searchsorted(self._edges, steps, side="right") + UNKNOWN + 1
        small = np.min_scalar_type(len(self._edges) + UNKNOWN + 1)
        classes = np.concatenate(([UNKNOWN], np.where(known, between, UNKNOWN))).astype(small)
        self.sorted = Sorted(classes[rows.codes], len(self._edges) + UNKNOWN + 2)

    def accepts(self, condition: Condition) -> Accepted:
        """See Reader."""
        accepted = np.zeros(self.sorted.size, np.bool_)
        match condition:
            case Unknown():
                accepted[UNKNOWN] = True
            case Known():
                accepted[UNKNOWN + 1 :] = True
            case Within(spans):
                for span in spans:
                    accepted[self._place(span.low, UNKNOWN + 1) : self._place(span.high, self.sorted.size)] = True
            case _:
                raise TypeError(f"a condition on codes for an ordered fact: {condition}")
        return accepted

    def _place(self, edge: int | None, otherwise: int) -> int:
        """The code of the values from `edge` on."""
        return otherwise if edge is None else int(np.searchsorted(self._edges, edge, side="left")) + UNKNOWN + 2

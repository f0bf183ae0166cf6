"""For one fact of the vocabulary: which of the codes that past requests hold a condition accepts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from care_triage.rulebook.replay.past import UNKNOWN, Accepted, Column, PastRequests, Reader, Sorted
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


def reader_of(past: PastRequests, fact: Fact) -> Reader:
    """A reader of `fact`; what the vocabulary cannot read is unknown, as it is when deciding."""
    column = past.columns.get(fact.name) or Column(Sorted(np.zeros(len(past), np.uint8), 1), ())
    reader = column.readers.get(fact)
    if reader is None:
        reader = column.readers[fact] = _reader(fact, column)
    return reader


def _reader(fact: Fact, column: Column) -> Reader:
    typed = _typed(fact, column)
    if fact.kind not in ORDERED:
        return _Coded(fact, column.sorted, typed)
    steps = [UNKNOWN, *(0 if value is None else step_of(fact, value) for value in typed)]
    known = [False, *(value is not None for value in typed)]
    return _Ordered(column.sorted, np.array(steps, np.int64), np.array(known, np.bool_))


def days_reader(past: PastRequests) -> Reader:
    """The same for the day of the decision, which is always known."""
    days = np.arange(past.days.size, dtype=np.int64) + past.first_day
    return _Ordered(past.days, days, np.ones(len(days), np.bool_))


def in_force(valid_from: date | None, valid_until: date | None) -> Condition | None:
    """The condition on the day of the decision that validity dates, both included, make."""
    if valid_from is None and valid_until is None:
        return None
    low = valid_from.toordinal() if valid_from else None
    return Within((Span(low, valid_until.toordinal() + 1 if valid_until else None),))


def _typed(fact: Fact, column: Column) -> tuple[Any, ...]:
    """The values as rules read them; None where the fact cannot have what was stored."""
    vocabulary = Vocabulary([fact])
    return tuple(_read(vocabulary, fact.name, value) for value in column.values)


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
    """A number, an amount or a date: every distinct value has its step."""

    def __init__(self, rows: Sorted, steps: npt.NDArray[np.int64], known: Accepted) -> None:
        self.sorted = rows
        self._steps = steps
        self._known = known

    def accepts(self, condition: Condition) -> Accepted:
        """See Reader."""
        if isinstance(condition, Unknown | Known):
            return self._known if isinstance(condition, Known) else ~self._known
        if not isinstance(condition, Within):
            raise TypeError(f"a condition on codes for an ordered fact: {condition}")
        accepted = np.zeros(len(self._steps), np.bool_)
        for low, high in condition.spans:
            inside = np.ones(len(self._steps), np.bool_) if low is None else self._steps >= low
            accepted |= inside if high is None else inside & (self._steps < high)
        return accepted & self._known

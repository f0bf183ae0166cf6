"""Which past requests each rule fires for: rows of the rarest condition, thinned by the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from care_triage.rulebook.replay.past import Accepted, PastRequests, Reader, Rows
from care_triage.rulebook.replay.readers import days_reader, in_force, reader_of
from care_triage.rules import Condition, Rule, Vocabulary

# From this share of all requests on, looking at every request beats gathering the rows code by code.
_MANY = 0.2
# What conditions accept of fewer distinct values is remembered: rules share conditions, and memory is bounded.
_MANY_VALUES = 1 << 16


class Firing:
    """Finds the requests that rules of one table fire for. A rule fires when all its conditions are true."""

    def __init__(self, past: PastRequests, vocabulary: Vocabulary) -> None:
        self._past = past
        self._vocabulary = vocabulary
        self._readers: dict[str, Reader] = {}
        self._accepted: dict[tuple[str, Condition], tuple[Accepted, int]] = {}

    @cached_property
    def _days(self) -> Reader:
        return days_reader(self._past)

    def rows(self, rule: Rule) -> Rows:
        """The requests that `rule` fires for."""
        tests = sorted(self._tests(rule), key=lambda test: test[2])
        if not tests:
            return np.arange(len(self._past), dtype=np.int32)
        reader, accepted, count = tests[0]
        rows = self._first(reader, accepted, count)
        for reader, accepted, _ in tests[1:]:
            if not len(rows):
                break
            rows = rows[accepted[reader.sorted.codes[rows]]]
        return rows

    def _first(self, reader: Reader, accepted: Accepted, count: int) -> Rows:
        if count > _MANY * len(self._past):
            return np.flatnonzero(accepted[reader.sorted.codes]).astype(np.int32)
        return reader.sorted.rows(accepted)

    def _tests(self, rule: Rule) -> Iterator[tuple[Reader, Accepted, int]]:
        """Each condition as the codes it accepts, with the number of requests that hold one of them."""
        for name, condition in rule.conditions.items():
            reader = self._reader(name)
            yield reader, *self._codes(name, condition, reader)
        if day := in_force(rule.valid_from, rule.valid_until):
            yield self._days, *self._codes("", day, self._days)

    def _codes(self, name: str, condition: Condition, reader: Reader) -> tuple[Accepted, int]:
        found = self._accepted.get((name, condition))
        if found is None:
            accepted = reader.accepts(condition)
            found = accepted, int(reader.sorted.counts[accepted].sum())
            if len(accepted) <= _MANY_VALUES:
                self._accepted[name, condition] = found
        return found

    def _reader(self, name: str) -> Reader:
        reader = self._readers.get(name)
        if reader is None:
            reader = reader_of(self._past, self._vocabulary[name])
            self._readers[name] = reader
        return reader

"""From the known value of a fact to the rules that accept it, one way per kind of fact.

Looking a value up costs a dictionary or a bisection lookup and, for codes with ancestors, one OR per ancestor.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Final, Protocol

from care_triage.rules.conditions import (
    AnyOf,
    In,
    Is,
    StartsWith,
    Within,
)
from care_triage.rules.errors import FactError, kind_details, shown
from care_triage.rules.flips import REMEMBERED, Conditions, Flips, all_flips, flips_by_code
from care_triage.rules.masks import mask_of
from care_triage.rules.scale import STEPS
from care_triage.rules.values import codes_of
from care_triage.rules.vocabulary import ORDERED, Fact, Kind


class Lookup(Protocol):
    """From a known value to the rules that accept it."""

    def __call__(self, value: object, /) -> int:
        """The accepting rules; FactError when the fact cannot have this value."""


def _chosen(fact: Fact, conditions: Conditions, known: int) -> Lookup:
    """Exactly one code: every answer is ready in a dictionary."""
    flips = flips_by_code(conditions)
    start = _start(conditions, known)
    answers = {code: start ^ flips.get(code, 0) for code in fact.codes}

    def accepting(value: object, /) -> int:
        try:
            return answers[value]  # type: ignore[index]  # A value that is no text is the refusal below.
        except (KeyError, TypeError):
            codes_of(fact, value)  # Says what is wrong with the value.
            raise

    return accepting


def _coded(fact: Fact, conditions: Conditions, known: int) -> Lookup:
    """A set of codes, or a code with its ancestors: each code flips the rules that name it."""
    flips = Flips(fact, conditions) if fact.is_open else all_flips(fact, conditions)
    start = _start(conditions, known)
    # A commune comes with the same ancestors in request after request.
    answers: dict[object, int] = {}

    def accepting(value: object, /) -> int:
        try:
            return answers[value]
        except (KeyError, TypeError):
            codes = codes_of(fact, value)  # Says what is wrong with the value.
        answer = start ^ reduce(or_, map(flips.__getitem__, codes), 0)
        if len(answers) < REMEMBERED:
            answers[value] = answer
        return answer

    return accepting


def _ordered(fact: Fact, conditions: Conditions, known: int) -> Lookup:
    """An ordered value: the answer changes only at the edges of spans, so one answer per elementary interval."""
    flips: dict[int, int] = {}
    start = known
    for position, condition in conditions:
        if isinstance(condition, Within):
            bit = 1 << position
            if condition.spans[0].low is not None:
                start ^= bit
            for edge in (edge for span in condition.spans for edge in span if edge is not None):
                flips[edge] = flips.get(edge, 0) ^ bit
    edges = sorted(flips)
    answers = [start]
    for edge in edges:
        answers.append(answers[-1] ^ flips[edge])
    step_of = STEPS[fact.kind]

    def accepting(value: object, /) -> int:
        return answers[bisect_right(edges, step_of(fact, value))]

    return accepting


def _yes_no(fact: Fact, conditions: Conditions, known: int) -> Lookup:
    yes = known ^ mask_of(i for i, condition in conditions if condition == Is(False))
    no = known ^ mask_of(i for i, condition in conditions if condition == Is(True))

    def accepting(value: object, /) -> int:
        if value is True:
            return yes
        if value is False:
            return no
        raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(fact.kind))

    return accepting


def _start(conditions: Conditions, known: int) -> int:
    """The rules that accept a known value none of whose codes is named anywhere."""
    return known ^ mask_of(i for i, condition in conditions if isinstance(condition, (In, StartsWith, AnyOf)))


LOOKUPS: Final[dict[Kind, Callable[[Fact, Conditions, int], Lookup]]] = {
    Kind.ENUM: _chosen,
    Kind.CODE: _coded,
    Kind.SET: _coded,
    Kind.BOOLEAN: _yes_no,
    **dict.fromkeys(ORDERED, _ordered),
}

"""Which rules name a code, exactly or by one of its prefixes: the rules that change their mind when a value holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from care_triage.rules.conditions import AnyOf, Condition, In, NoneOf, NotIn, NotStartsWith, StartsWith
from care_triage.rules.vocabulary import Fact

Conditions = Sequence[tuple[int, Condition]]
"""The conditions on one fact, each with the position of its rule."""

REMEMBERED: Final = 4_096
"""Codes, and sets of codes, of one fact whose answer is kept; a bound, because anyone may send new ones."""


class Flips(dict[str, int]):
    """The flips of any code: named exactly, or by one of its prefixes; worked out when first met."""

    def __init__(self, fact: Fact, conditions: Conditions) -> None:
        self._fact = fact
        self._exact = flips_by_code(conditions)
        self._prefixes = _flips_by_prefix(conditions)
        self._lengths = sorted({len(prefix) for prefix in self._prefixes})

    def __missing__(self, code: str) -> int:
        if not self._fact.knows(code):
            raise KeyError(code)
        flips = self._exact.get(code, 0)
        for length in self._lengths:
            flips |= self._prefixes.get(code[:length], 0)
        if len(self) < REMEMBERED:
            self[code] = flips
        return flips


def all_flips(fact: Fact, conditions: Conditions) -> dict[str, int]:
    """The flips of every code of a closed list, so that an unknown code is a missing key."""
    lazy = Flips(fact, conditions)
    return {code: lazy[code] for code in fact.codes}


def flips_by_code(conditions: Conditions) -> dict[str, int]:
    """For each code named by rules, those rules: they change their mind when the value holds it."""
    flips: dict[str, int] = {}
    for position, condition in conditions:
        if isinstance(condition, (In, NotIn, AnyOf, NoneOf)):
            for code in condition.codes:
                flips[code] = flips.get(code, 0) | 1 << position
    return flips


def _flips_by_prefix(conditions: Conditions) -> dict[str, int]:
    flips: dict[str, int] = {}
    for position, condition in conditions:
        if isinstance(condition, (StartsWith, NotStartsWith)):
            for prefix in condition.prefixes:
                flips[prefix] = flips.get(prefix, 0) | 1 << position
    return flips

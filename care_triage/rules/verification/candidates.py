"""Enough values of a fact to meet every way in which the rules of a table tell its values apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from care_triage.rules.conditions import AnyOf, Condition, In, NoneOf, NotIn, NotStartsWith, StartsWith, Within
from care_triage.rules.scale import bounds, step_of, value_of
from care_triage.rules.verification.possible import Possible
from care_triage.rules.vocabulary import Fact, Kind


def candidates(fact: Fact, conditions: Iterable[Condition], possible: Possible) -> Iterator[object]:
    """Known values of a fact that is no set: one at least for each group that some condition tells from the others."""
    match fact.kind:
        case Kind.BOOLEAN:
            yield from (True, False)
        case Kind.ENUM:
            yield from (value.code for value in fact.values)
        case Kind.INTEGER | Kind.MONEY | Kind.DATE:
            yield from _ordered(fact, conditions, possible)
        case Kind.CODE:
            yield from _coded(fact, conditions, possible)
        case Kind.SET:
            raise TypeError(fact.name)
        case _:
            assert_never(fact.kind)


def _ordered(fact: Fact, conditions: Iterable[Condition], possible: Possible) -> Iterator[object]:
    """The first value of each elementary interval; zero stands for the interval that holds it."""
    first, last = bounds(fact.kind)
    least = possible.least.get(fact.name)
    if least is not None:
        first = step_of(fact, least)
    spans = [span for condition in conditions if isinstance(condition, Within) for span in condition.spans]
    edges = sorted({edge for span in spans for edge in span if edge is not None and first < edge <= last})
    for low, high in zip([first, *edges], [*edges, last + 1], strict=True):
        # An interval without a lower end is shown by its last value, which a person can read.
        step = 0 if low <= 0 < high else high - 1 if low == bounds(fact.kind)[0] else low
        yield value_of(fact.kind, step)


def _coded(fact: Fact, conditions: Iterable[Condition], possible: Possible) -> Iterator[object]:
    if fact.name in possible.combinations:
        yield from possible.combinations[fact.name]
    elif fact.is_open:
        yield from _of_open_list(tuple(conditions))
    else:
        yield from (value.code for value in fact.values)


def _of_open_list(conditions: tuple[Condition, ...]) -> Iterator[str]:
    """Codes and prefixes that are named, and for each beginning one code more that nobody names."""
    named = {code for condition in conditions for code in named_codes(condition)}
    prefixes = {prefix for condition in conditions for prefix in _prefixes(condition)}
    yield from sorted(named | prefixes)
    for beginning in ("", *sorted(prefixes)):
        yield _stranger(beginning, named, prefixes)


def named_codes(condition: Condition) -> frozenset[str]:
    """The codes that a condition names in full."""
    return condition.codes if isinstance(condition, (In, NotIn, AnyOf, NoneOf)) else frozenset()


def _prefixes(condition: Condition) -> frozenset[str]:
    return condition.prefixes if isinstance(condition, (StartsWith, NotStartsWith)) else frozenset()


def _stranger(beginning: str, named: set[str], prefixes: set[str]) -> str:
    """A code with this beginning that is not named, and that no longer prefix meets."""
    for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        code = beginning + letter
        if code not in named and not any(
            len(prefix) > len(beginning) and code.startswith(prefix) for prefix in prefixes
        ):
            return code
    return beginning + "~"

"""The closed vocabulary of conditions: what a rule may ask of one fact.

There is no expression language and no eval. On an unknown fact every condition is undecided, except `Known` and
`Unknown`, the only two that are always true or false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from care_triage.rules.errors import ConditionError, kind_details, shown
from care_triage.rules.scale import bounds
from care_triage.rules.spans import Span, merge
from care_triage.rules.vocabulary import Fact, Kind


@dataclass(frozen=True, slots=True)
class In:
    """The value (or, for a hierarchical fact, the value or one of its ancestors) is one of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotIn:
    """Neither the value nor any of its ancestors is one of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class StartsWith:
    """The value or one of its ancestors starts with one of these prefixes (activity nomenclature)."""

    prefixes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotStartsWith:
    """Neither the value nor any of its ancestors starts with one of these prefixes."""

    prefixes: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The set holds at least one of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """The set holds none of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Is:
    """Yes, or no."""

    value: bool


@dataclass(frozen=True, slots=True)
class Known:
    """The fact is known, whatever its value."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The fact is not known."""


@dataclass(frozen=True, slots=True)
class Within:
    """The value lies in one of these spans; kept sorted, disjoint and not touching, so equal sets are equal."""

    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", merge(self.spans))


Condition = In | NotIn | StartsWith | NotStartsWith | AnyOf | NoneOf | Is | Known | Unknown | Within

_LISTED: Final = frozenset({Kind.ENUM, Kind.CODE})
_SUITS: Final[dict[type, frozenset[Kind]]] = {
    In: _LISTED,
    NotIn: _LISTED,
    StartsWith: frozenset({Kind.CODE}),
    NotStartsWith: frozenset({Kind.CODE}),
    AnyOf: frozenset({Kind.SET}),
    NoneOf: frozenset({Kind.SET}),
    Is: frozenset({Kind.BOOLEAN}),
    Known: frozenset(Kind),
    Unknown: frozenset(Kind),
    Within: frozenset({Kind.INTEGER, Kind.MONEY, Kind.DATE}),
}


def check_condition(fact: Fact, condition: Condition) -> None:
    """Refuse a condition that does not suit `fact`, names an unknown code, or can only be true or false.

    Raises ConditionError.
    """
    if fact.kind not in _SUITS.get(type(condition), ()):
        raise ConditionError("wrong_condition", fact=fact.name, **kind_details(fact.kind))
    match condition:
        case In(codes) | NotIn(codes) | AnyOf(codes) | NoneOf(codes):
            _check_codes(fact, codes)
        case StartsWith(prefixes) | NotStartsWith(prefixes):
            _check_prefixes(fact, prefixes)
        case Within(spans):
            _check_spans(fact, spans)


def _check_codes(fact: Fact, codes: frozenset[str]) -> None:
    if not codes:
        raise ConditionError("empty_condition", fact=fact.name)
    for code in sorted(codes):
        if not fact.knows(code):
            raise ConditionError("unknown_code", fact=fact.name, code=shown(code))


def _check_prefixes(fact: Fact, prefixes: frozenset[str]) -> None:
    if not prefixes:
        raise ConditionError("empty_condition", fact=fact.name)
    for prefix in sorted(prefixes):
        if not knows_prefix(fact, prefix):
            raise ConditionError("unknown_prefix", fact=fact.name, code=shown(prefix))


def knows_prefix(fact: Fact, prefix: str) -> bool:
    """Whether some code of `fact` may start with `prefix` (never the empty prefix, which says nothing)."""
    if fact.is_open:
        return fact.knows(prefix)
    return bool(prefix) and any(code.startswith(prefix) for code in fact.codes)


def _check_spans(fact: Fact, spans: tuple[Span, ...]) -> None:
    first, last = bounds(fact.kind)
    if not spans:
        raise ConditionError("never_true", fact=fact.name)
    if spans == (Span(None, None),):
        raise ConditionError("always_true", fact=fact.name)
    for edge in (edge for span in spans for edge in span if edge is not None):
        # An edge parts the step before it from its own: both must be values the fact can have.
        if not first < edge <= last:
            raise ConditionError("out_of_bounds", fact=fact.name, got=shown(edge))

"""DMN hit policies: what a table answers when no rule, one rule or several of them fire.

The outputs of the rules that fired go in, in rule order; the one answer of the table comes out. A policy that the hits
break is an error with the rules in it, never a silent choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from care_triage.rules.errors import HitPolicyError, shown


class HitPolicy(StrEnum):
    """How the answer is made of the hits; the values are the words of DMN.

    UNIQUE at most one rule may fire; ANY all that fire must agree; FIRST the first in rule order; PRIORITY the one
    whose outputs stand first in the lists of output values. RULE_ORDER, OUTPUT_ORDER and COLLECT answer with all:
    in rule order, by priority, and in no promised order (in fact rule order), which an aggregator may sum up.
    """

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"

    @property
    def is_list(self) -> bool:
        """Whether the answer (without an aggregator) is a list."""
        return self in (HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT)


class Aggregator(StrEnum):
    """What COLLECT makes of its hits; without one it answers with their list. COUNT counts them, equal ones too."""

    MIN = "MIN"
    MAX = "MAX"
    SUM = "SUM"
    COUNT = "COUNT"


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """One output of a table: its name, its values with the highest priority first, its default (None for none)."""

    name: str
    values: tuple[object, ...] = ()
    default: object = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired, with one value for each output column."""

    rule_id: str
    outputs: tuple[object, ...]


def apply(
    policy: HitPolicy, hits: Sequence[Hit], columns: Sequence[OutputColumn], aggregator: Aggregator | None = None
) -> object:
    """The answer of the table.

    One rule answers with its value, or with a dict by output name when there are several columns; a list policy
    answers with a list of these. When nothing fires it is the defaults, else None, else [] for a list and 0 for a
    count. Raises HitPolicyError.
    """
    _check(policy, hits, columns, aggregator)
    if aggregator is not None:
        return _AGGREGATES[aggregator](hits) if hits else _nothing_to_sum_up(columns, aggregator)
    rows = _CHOICES[policy](hits, columns) if hits else _defaults(columns)
    answers = [_answer(row, columns) for row in rows]
    if policy.is_list:
        return answers
    return answers[0] if answers else None


def _check(
    policy: HitPolicy, hits: Sequence[Hit], columns: Sequence[OutputColumn], aggregator: Aggregator | None
) -> None:
    if aggregator is not None and policy is not HitPolicy.COLLECT:
        raise HitPolicyError("aggregator_refused", policy=policy)
    if not columns:
        raise HitPolicyError("no_output")
    if len(columns) > 1 and aggregator not in (None, Aggregator.COUNT):
        raise HitPolicyError("one_output_needed", policy=str(aggregator))
    if policy in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER) and not any(column.values for column in columns):
        raise HitPolicyError("no_priorities", policy=policy)
    for hit in hits:
        if len(hit.outputs) != len(columns):
            raise HitPolicyError("output_count", rules=(hit.rule_id,), columns=str(len(columns)))


def _answer(row: Sequence[object], columns: Sequence[OutputColumn]) -> object:
    return row[0] if len(columns) == 1 else {column.name: value for column, value in zip(columns, row, strict=True)}


def _defaults(columns: Sequence[OutputColumn]) -> list[Sequence[object]]:
    """The row that answers when nothing fires, if any column has a default."""
    row = [column.default for column in columns]
    return [row] if any(value is not None for value in row) else []


def _unique(hits: Sequence[Hit], _columns: Sequence[OutputColumn]) -> list[Sequence[object]]:
    if len(hits) > 1:
        raise HitPolicyError("several_hits", rules=[hit.rule_id for hit in hits])
    return [hits[0].outputs]


def _any(hits: Sequence[Hit], _columns: Sequence[OutputColumn]) -> list[Sequence[object]]:
    first, *others = hits
    for other in others:
        if not all(_same(mine, theirs) for mine, theirs in zip(first.outputs, other.outputs, strict=True)):
            raise HitPolicyError("hits_differ", rules=(first.rule_id, other.rule_id))
    return [first.outputs]


def _in_rule_order(hits: Sequence[Hit], _columns: Sequence[OutputColumn]) -> list[Sequence[object]]:
    return [hit.outputs for hit in hits]


def _by_priority(hits: Sequence[Hit], columns: Sequence[OutputColumn]) -> list[Sequence[object]]:
    """Columns from left to right, each by its list of values; hits of equal priority stay in rule order."""
    return [hit.outputs for hit in sorted(hits, key=lambda hit: _places(hit, columns))]


def _places(hit: Hit, columns: Sequence[OutputColumn]) -> list[int]:
    ranked = [(column, value) for column, value in zip(columns, hit.outputs, strict=True) if column.values]
    return [_place(hit, column, value) for column, value in ranked]


def _place(hit: Hit, column: OutputColumn, value: object) -> int:
    for place, listed in enumerate(column.values):
        if _same(listed, value):
            return place
    raise HitPolicyError("unlisted_output", rules=(hit.rule_id,), output=shown(column.name), got=shown(value))


def _same(left: object, right: object) -> bool:
    """Equality that keeps `true` apart from 1, which Python does not."""
    return isinstance(left, bool) is isinstance(right, bool) and left == right


Choice = Callable[[Sequence[Hit], Sequence[OutputColumn]], list[Sequence[object]]]

_CHOICES: Final[dict[HitPolicy, Choice]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.FIRST: _in_rule_order,
    HitPolicy.PRIORITY: _by_priority,
    HitPolicy.RULE_ORDER: _in_rule_order,
    HitPolicy.OUTPUT_ORDER: _by_priority,
    HitPolicy.COLLECT: _in_rule_order,
}


def _nothing_to_sum_up(columns: Sequence[OutputColumn], aggregator: Aggregator) -> object:
    if aggregator is Aggregator.COUNT:
        return 0
    return columns[0].default


def _aggregated(work: Callable[[list[Any]], object]) -> Callable[[Sequence[Hit]], object]:
    def aggregate(hits: Sequence[Hit]) -> object:
        values = [hit.outputs[0] for hit in hits]
        with suppress(
            TypeError, ArithmeticError
        ):  # Values that do not mix: a text and a number, an amount and a float.
            if not any(value is None or isinstance(value, bool) for value in values):
                return work(values)
        raise HitPolicyError("cannot_aggregate", rules=[hit.rule_id for hit in hits], got=shown(values))

    return aggregate


_AGGREGATES: Final[dict[Aggregator, Callable[[Sequence[Hit]], object]]] = {
    Aggregator.MIN: _aggregated(min),
    Aggregator.MAX: _aggregated(max),
    Aggregator.SUM: _aggregated(sum),
    Aggregator.COUNT: len,
}

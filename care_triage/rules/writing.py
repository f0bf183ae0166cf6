"""Writes a condition back as the cell it is read from: the one canonical text of each condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from care_triage.rules.conditions import (
    AnyOf,
    Condition,
    In,
    Is,
    Known,
    NoneOf,
    NotIn,
    NotStartsWith,
    StartsWith,
    Unknown,
    Within,
)
from care_triage.rules.scale import value_of
from care_triage.rules.spans import Span
from care_triage.rules.vocabulary import Fact, Kind

ANY: Final = "-"
"""The cell of a fact that does not matter."""


def write_cell(condition: Condition | None, fact: Fact) -> str:
    """The canonical cell of a condition on `fact`; parse_cell reads it back as an equal condition."""
    match condition:
        case None:
            return ANY
        case Known():
            return "known()"
        case Unknown():
            return "unknown()"
        case Is(value):
            return "true" if value else "false"
        case Within(spans):
            return ", ".join(_span(span, fact.kind) for span in spans)
        case _:
            return _coded(condition)


def _coded(condition: In | NotIn | StartsWith | NotStartsWith | AnyOf | NoneOf) -> str:
    match condition:
        case In(codes):
            return _list("{}", codes)
        case NotIn(codes):
            return f"not({_list('{}', codes)})"
        case StartsWith(prefixes):
            return _list("starts with(?, {})", prefixes)
        case NotStartsWith(prefixes):
            return f"not({_list('starts with(?, {})', prefixes)})"
        case AnyOf(codes):
            return _list("list contains(?, {})", codes)
        case NoneOf(codes):
            return f"not({_list('list contains(?, {})', codes)})"


def _list(form: str, codes: Iterable[str]) -> str:
    return ", ".join(form.format(_quoted(code)) for code in sorted(codes))


def _quoted(code: str) -> str:
    escaped = code.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _span(span: Span, kind: Kind) -> str:
    low, high = span
    if low is None and high is not None:
        return f"< {_literal(kind, high)}"
    if low is not None and high is None:
        return f">= {_literal(kind, low)}"
    if low is None or high is None:
        return ANY  # Every step: check_condition refuses such a condition before it is ever written.
    if high == low + 1:
        return _literal(kind, low)
    return f"[{_literal(kind, low)}..{_literal(kind, high)})"


def _literal(kind: Kind, step: int) -> str:
    value = value_of(kind, step)
    if kind is Kind.DATE:
        return f'date("{value}")'
    return str(step // 100) if kind is Kind.MONEY and step % 100 == 0 else f"{value}"

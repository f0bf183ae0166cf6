"""Reads the comparisons and intervals of a cell, on numbers and dates, as spans of steps (see scale.py)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from care_triage.rules.conditions import Within
from care_triage.rules.cursor import Cursor
from care_triage.rules.errors import FactError
from care_triage.rules.scale import iso_date, step_of
from care_triage.rules.spans import Span, complement, is_empty
from care_triage.rules.vocabulary import Fact, Kind

_LONGEST_NUMBER: Final = 24
"""Digits, dot included: more than the largest amount, and short enough that converting it costs nothing."""

_OPENING: Final = {"[": 0, "(": 1, "]": 1}
_CLOSING: Final = {"]": 1, ")": 0, "[": 0}


def read_spans(cursor: Cursor, fact: Fact, *, negated: bool) -> Within:
    """The tests of an ordered fact, comma meaning "or", or their opposite. Raises CellError."""
    spans = [_span(cursor, fact)]
    while cursor.take(","):
        spans.append(_span(cursor, fact))
    return Within(complement(spans) if negated else tuple(spans))


def _span(cursor: Cursor, fact: Fact) -> Span:
    start = cursor.next.offset
    sign = cursor.next.text if cursor.next.kind == "sign" else ""
    if sign in ("<", "<=", ">", ">="):
        cursor.advance()
        step = _step(cursor, fact)
        edge = step + (sign in ("<=", ">"))
        return Span(None, edge) if sign.startswith("<") else Span(edge, None)
    if sign in _OPENING:
        return _interval(cursor, fact, start)
    step = _step(cursor, fact)
    return Span(step, step + 1)


def _interval(cursor: Cursor, fact: Fact, start: int) -> Span:
    opening = cursor.advance().text
    low = _step(cursor, fact)
    cursor.want("..")
    high = _step(cursor, fact)
    closing = cursor.next.text
    if cursor.next.kind != "sign" or closing not in _CLOSING:
        raise cursor.expected("] | )")
    cursor.advance()
    span = Span(low + _OPENING[opening], high + _CLOSING[closing])
    if is_empty(span):
        raise cursor.error("never_true", start)
    return span


def _step(cursor: Cursor, fact: Fact) -> int:
    """The step of the literal that comes next, of the kind `fact` needs."""
    start = cursor.next.offset
    value = _date(cursor) if fact.kind is Kind.DATE else _number(cursor, fact.kind)
    try:
        return step_of(fact, value)
    except FactError as error:
        raise cursor.error(error.key, start, **error.details) from None


def _number(cursor: Cursor, kind: Kind) -> int | Decimal:
    start = cursor.next.offset
    sign = "-" if cursor.take("-") else ""
    token = cursor.next
    if token.kind != "number":
        raise cursor.expected("10" if kind is Kind.INTEGER else "10.50")
    whole, dot, cents = token.text.partition(".")
    if len(token.text) > _LONGEST_NUMBER or "." in cents or (dot and not cents):
        raise cursor.error("bad_number")
    if dot and kind is Kind.INTEGER:
        raise cursor.error("not_whole", start)
    cursor.advance()
    return int(sign + whole) if kind is Kind.INTEGER else Decimal(sign + token.text)


def _date(cursor: Cursor) -> date:
    if not cursor.take_word("date"):
        raise cursor.expected('date("2026-01-31")')
    cursor.want("(")
    token = cursor.next
    if token.kind != "string":
        raise cursor.expected('"2026-01-31"')
    cursor.advance()
    cursor.want(")")
    read = iso_date(token.text)
    if read is None:
        raise cursor.error("bad_date", token.offset)
    return read

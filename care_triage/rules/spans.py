"""Half-open runs of steps (see scale.py), and the arithmetic of sets of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open run of steps: `low` is inside, `high` is outside, None means without limit."""

    low: int | None
    high: int | None


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same steps as sorted spans that neither overlap nor touch; empty spans disappear."""
    merged: list[Span] = []
    filled = [Span(*span) for span in spans if not is_empty(Span(*span))]
    for span in sorted(filled, key=lambda span: (span.low is not None, span.low or 0)):
        if merged and _touches(merged[-1], span):
            merged[-1] = Span(merged[-1].low, _further(merged[-1].high, span.high))
        else:
            merged.append(span)
    return tuple(merged)


def is_empty(span: Span) -> bool:
    """Whether no step lies in `span`."""
    return span.low is not None and span.high is not None and span.low >= span.high


def _touches(left: Span, right: Span) -> bool:
    return left.high is None or right.low is None or right.low <= left.high


def _further(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else max(left, right)


def complement(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Every step that lies in none of `spans`."""
    gaps: list[Span] = []
    low: int | None = None
    for span in merge(spans):
        if span.low is not None:
            gaps.append(Span(low, span.low))
        if span.high is None:
            return tuple(gaps)
        low = span.high
    return (*gaps, Span(low, None))

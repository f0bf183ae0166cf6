"""The few functions of FEEL that cells of decision tables use; each answers null when its arguments make no sense."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from care_triage.dmn.values import NUMBERS, Value, equal


def iso_date(text: object) -> date | None:
    """The date written `2026-01-31`, in these ten characters only."""
    if not isinstance(text, str) or len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _date(value: Value) -> Value:
    return value if isinstance(value, date) else iso_date(value)


def _texts(work: Callable[[str, str], bool]) -> Callable[..., Value]:
    def test(left: Value, right: Value) -> Value:
        return work(left, right) if isinstance(left, str) and isinstance(right, str) else None

    return test


def _list_contains(items: Value, item: Value) -> Value:
    return any(equal(each, item) is True for each in items) if isinstance(items, list) else None


def _numbers(work: Callable[[list[Decimal]], Value]) -> Callable[..., Value]:
    def aggregate(*given: Value) -> Value:
        items = given[0] if len(given) == 1 and isinstance(given[0], list) else given
        numbers = [item for item in items if isinstance(item, Decimal)]
        return work(numbers) if numbers and len(numbers) == len(items) else None

    return aggregate


def _sum(items: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for item in items:
        total = NUMBERS.add(total, item)
    return total


def _text(work: Callable[[str], Value]) -> Callable[[Value], Value]:
    return lambda value: work(value) if isinstance(value, str) else None


def _concatenate(*lists: Value) -> Value:
    return [item for items in lists for item in (items if isinstance(items, list) else [items])]


def _count(items: Value) -> Value:
    return Decimal(len(items)) if isinstance(items, list) else None


def _not(value: Value) -> Value:
    return not value if isinstance(value, bool) else None


def _abs(value: Value) -> Value:
    return abs(value) if isinstance(value, Decimal) else None


FUNCTIONS: Final[Mapping[str, tuple[Callable[..., Any], int]]] = {
    "date": (_date, 1),
    "not": (_not, 1),
    "starts with": (_texts(str.startswith), 2),
    "ends with": (_texts(str.endswith), 2),
    "contains": (_texts(str.__contains__), 2),
    "list contains": (_list_contains, 2),
    "concatenate": (_concatenate, 0),
    "count": (_count, 1),
    "min": (_numbers(min), 0),
    "max": (_numbers(max), 0),
    "sum": (_numbers(_sum), 0),
    "abs": (_abs, 1),
    "string length": (_text(lambda text: Decimal(len(text))), 1),
    "upper case": (_text(str.upper), 1),
    "lower case": (_text(str.lower), 1),
}
"""By name: the work, and how many arguments it takes (0 for one or more)."""

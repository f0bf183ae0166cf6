"""What a parsed piece of FEEL does: small functions from the names in scope to a value.

Chains (`1 + 2 + 3`) are loops, so that only brackets nest, and the parser counts those.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from care_triage.dmn.values import NUMBERS, Truth, Value, equal, kind_of, negated, ordered

Scope = Mapping[str, Value]
Node = Callable[[Scope], Value]
Test = Callable[[Scope], Truth]

INPUT: Final = "?"
"""The name of the value that a unary test is about."""

_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
COMPARISONS: Final = frozenset({*_ORDERS, "=", "!="})
_ARITHMETIC: Final[Mapping[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": NUMBERS.add, "-": NUMBERS.subtract, "*": NUMBERS.multiply, "/": NUMBERS.divide,
}  # fmt: skip


def constant(value: Value) -> Node:
    """A literal."""
    return lambda _scope: value


def path(name: str, steps: Sequence[str]) -> Node:
    """A name, then the members that follow its dots; of a list, the member of each item."""

    def read(scope: Scope) -> Value:
        value = scope[name]
        for step in steps:
            value = [_member(item, step) for item in value] if isinstance(value, list) else _member(value, step)
        return value

    return read


def _member(value: Value, step: str) -> Value:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, date) and step in ("year", "month", "day"):
        return Decimal(getattr(value, step))
    return None


def listed(items: Sequence[Node]) -> Node:
    """A list."""
    return lambda scope: [item(scope) for item in items]


def called(work: Callable[..., Value], arguments: Sequence[Node]) -> Node:
    """A function of values."""
    return lambda scope: work(*(argument(scope) for argument in arguments))


def chosen(condition: Node, then: Node, otherwise: Node) -> Node:
    """`if … then … else …`."""
    return lambda scope: then(scope) if condition(scope) is True else otherwise(scope)


def chain(first: Node, others: Sequence[tuple[str, Node]]) -> Node:
    """Additions or multiplications from left to right."""

    def compute(scope: Scope) -> Value:
        value = first(scope)
        for sign, other in others:
            value = _computed(value, sign, other(scope))
        return value

    return compute


def _computed(left: Value, sign: str, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str) and sign == "+":
        return left + right
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    try:
        return _ARITHMETIC[sign](left, right)
    except ArithmeticError:
        return None


def opposite(node: Node) -> Node:
    """Minus a number."""

    def compute(scope: Scope) -> Value:
        value = node(scope)
        return NUMBERS.minus(value) if isinstance(value, Decimal) else None

    return compute


def every(nodes: Sequence[Node], *, stops_at: bool) -> Node:
    """`and` (stops at false) and `or` (stops at true), with null for what nobody can say."""

    def judge(scope: Scope) -> Value:
        answers = [node(scope) for node in nodes]
        if any(answer is stops_at for answer in answers):
            return stops_at
        return (not stops_at) if all(answer is (not stops_at) for answer in answers) else None

    return judge


def compared(left: Node, sign: str, right: Node) -> Test:
    """A comparison of two values."""

    def judge(scope: Scope) -> Truth:
        ours, theirs = left(scope), right(scope)
        if sign in _ORDERS:
            return ordered(ours, theirs, _ORDERS[sign])
        same = equal(ours, theirs)
        return same if sign == "=" else negated(same)

    return judge


def tested(node: Node, test: Test) -> Test:
    """`x in test`: the test, about the value of another expression."""
    return lambda scope: test({**scope, INPUT: node(scope)})


# Unary tests: about the value called `?`.


def input_value(scope: Scope) -> Value:
    """The value that the test is about."""
    return scope[INPUT]


def matching(node: Node) -> Test:
    """The value is this one, or one of this list."""

    def judge(scope: Scope) -> Truth:
        wanted, value = node(scope), scope[INPUT]
        if isinstance(wanted, list) and kind_of(value) is not list:
            return any(equal(item, value) is True for item in wanted)
        return equal(value, wanted)

    return judge


def holding(node: Node) -> Test:
    """An expression that speaks of `?` itself: true, false or null."""

    def judge(scope: Scope) -> Truth:
        answer = node(scope)
        return answer if isinstance(answer, bool) else None

    return judge


def any_of(tests: Sequence[Test]) -> Test:
    """Several tests, a comma meaning "or"."""
    return every(tests, stops_at=True)  # type: ignore[return-value]  # The answers of tests are truths.


def none_of(tests: Sequence[Test]) -> Test:
    """`not(…)`."""
    one = any_of(tests)
    return lambda scope: negated(one(scope))

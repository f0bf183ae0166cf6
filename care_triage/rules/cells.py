"""Reads a condition from its written form in a cell: an S-FEEL unary test.

| fact | cells |
|---|---|
| enum, code | `"a","b"` · `not("a")` · code only: `starts with(?, "47")`, `not(starts with(?, "47"))` |
| integer, money | `10` · `< 10` · `>= 10` · `[10..50)` · `< 10, >= 50` · `not([10..50))` |
| date | the same with `date("2026-01-31")` |
| boolean | `true` · `false` |
| set | `list contains(?, "x"), list contains(?, "y")` (any of) · `not(list contains(?, "x"))` (none of) |
| any | `-` (the fact does not matter) · `known()` · `unknown()` |

A comma means "or". The parser never recurses and reads each token once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

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
    check_condition,
    knows_prefix,
)
from care_triage.rules.cursor import Cursor
from care_triage.rules.errors import CellError, ConditionError, shown
from care_triage.rules.ranges import read_spans
from care_triage.rules.tokens import read_tokens
from care_triage.rules.vocabulary import ORDERED, Fact, Kind

_Form = Literal["code", "prefix", "member"]
_FORMS: Final[dict[_Form, tuple[Callable[[frozenset[str]], Condition], Callable[[frozenset[str]], Condition]]]] = {
    "code": (In, NotIn),
    "prefix": (StartsWith, NotStartsWith),
    "member": (AnyOf, NoneOf),
}
"""How a test of a coded fact is written, with what it means plainly and inside not(...)."""


def parse_cell(text: str, fact: Fact, *, rule_id: str = "") -> Condition | None:
    """The condition written in a cell, or None for `-` (the fact does not matter).

    Raises CellError, which names the rule, the fact and the exact character.
    """
    cursor = Cursor(read_tokens(text, fact.name, rule_id), fact.name, rule_id)
    if cursor.next_is("-") and cursor.after_next_is_end():
        return None
    if cursor.next.kind == "end":
        raise cursor.error("empty_cell")
    negated = cursor.take_word("not")
    if negated:
        cursor.want("(")
        if cursor.next.text == "not" and cursor.next.kind == "word":
            raise cursor.error("nested_not")
    condition = _presence(cursor, negated) or _tests(cursor, fact, negated)
    if negated:
        cursor.want(")")
    cursor.finish()
    return _checked(cursor, fact, condition)


def _checked(cursor: Cursor, fact: Fact, condition: Condition) -> Condition:
    """Refuse here what the parser let through: a condition that is always or never true as a whole."""
    try:
        check_condition(fact, condition)
    except ConditionError as error:
        raise CellError(error.key, fact=fact.name, offset=0, rule_id=cursor.rule_id, **error.details) from None
    return condition


def _presence(cursor: Cursor, negated: bool) -> Condition | None:
    """`known()` or `unknown()`, when the cell says so."""
    for word, wanted in (("known", True), ("unknown", False)):
        if cursor.take_word(word):
            cursor.want("(")
            cursor.want(")")
            return Known() if wanted is not negated else Unknown()
    return None


def _tests(cursor: Cursor, fact: Fact, negated: bool) -> Condition:
    if fact.kind in ORDERED:
        return read_spans(cursor, fact, negated=negated)
    if fact.kind is Kind.BOOLEAN:
        return _yes_no(cursor, negated)
    return _codes(cursor, fact, negated)


def _yes_no(cursor: Cursor, negated: bool) -> Condition:
    value = cursor.take_word("true")
    if not value and not cursor.take_word("false"):
        raise cursor.expected("true | false")
    return Is(value is not negated)


def _codes(cursor: Cursor, fact: Fact, negated: bool) -> Condition:
    start = cursor.next.offset
    form, code = _code_test(cursor, fact)
    codes = {code}
    while cursor.take(","):
        start = cursor.next.offset
        other, code = _code_test(cursor, fact)
        if other is not form:
            raise cursor.error("mixed_tests", start)
        codes.add(code)
    return _FORMS[form][negated](frozenset(codes))


def _code_test(cursor: Cursor, fact: Fact) -> tuple[_Form, str]:
    """One test of a coded fact: its form, and the code or prefix it names, which must exist."""
    if fact.kind is Kind.SET:
        return "member", _called(cursor, fact, "list", "contains")
    if fact.kind is Kind.CODE and cursor.next.text == "starts":
        return "prefix", _called(cursor, fact, "starts", "with")
    return "code", _code(cursor, fact, prefix=False)


def _called(cursor: Cursor, fact: Fact, first: str, second: str) -> str:
    """The code named by `list contains(?, "code")` or `starts with(?, "prefix")`."""
    if not cursor.take_word(first):
        raise cursor.expected(f'{first} {second}(?, "…")')
    if not cursor.take_word(second):
        raise cursor.expected(second)
    for sign in ("(", "?", ","):
        cursor.want(sign)
    code = _code(cursor, fact, prefix=first == "starts")
    cursor.want(")")
    return code


def _code(cursor: Cursor, fact: Fact, *, prefix: bool) -> str:
    token = cursor.next
    if token.kind != "string":
        raise cursor.expected('"…"')
    if not (knows_prefix(fact, token.text) if prefix else fact.knows(token.text)):
        raise cursor.error("unknown_prefix" if prefix else "unknown_code", code=shown(token.text))
    cursor.advance()
    return token.text

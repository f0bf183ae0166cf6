"""The values of FEEL that the runner knows, read from JSON and written back without losing a digit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, Final

from care_triage.dmn.refusals import DmnError, shown

Value = None | bool | Decimal | str | date | Sequence[Any] | Mapping[str, Any]
Truth = bool | None
"""True, false, or neither: FEEL answers null when a comparison has no meaning."""

LONGEST_INPUT: Final = 1_000_000
_DEEPEST: Final = 32
_LONGEST_NUMBER: Final = 400

NUMBERS: Final = Context(prec=34, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Decimal arithmetic of 34 digits, as the standard asks, whatever the caller's own context is."""


def read_inputs(text: str) -> dict[str, Value]:
    """The inputs of a decision from a JSON object; numbers keep every digit. Raises DmnError."""
    if len(text) > LONGEST_INPUT:
        raise DmnError(f"les données dépassent {LONGEST_INPUT} caractères")
    try:
        found = json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_number)
    except json.JSONDecodeError as error:
        raise DmnError(f"ce n’est pas du JSON ({error.msg}, ligne {error.lineno})") from None
    except RecursionError:
        raise DmnError("les données sont trop emboîtées") from None
    if not isinstance(found, dict):
        raise DmnError("il faut un objet JSON {nom de la donnée: valeur}")
    _check_depth(found, _DEEPEST)
    return found


def _number(text: str) -> Decimal:
    if len(text) > _LONGEST_NUMBER:
        raise DmnError("un nombre est trop long")
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > NUMBERS.Emax:
        raise DmnError(f"{shown(text)} n’est pas un nombre utilisable")
    return number


def _check_depth(value: object, left: int) -> None:
    if left == 0:
        raise DmnError("les données sont trop emboîtées")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        _check_depth(item, left - 1)


def written(value: object) -> str:
    """A value as JSON: a decimal with its exact digits, a date as its text."""
    match value:
        case Decimal():
            return _plain_number(value)
        case date():
            return f'"{value.isoformat()}"'
        case Mapping():
            return "{" + ", ".join(f"{_quoted(key)}: {written(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(written, value)) + "]"
        case str():
            return _quoted(value)
        case _:
            return json.dumps(value)


def _quoted(text: str) -> str:
    # Half of a surrogate pair may arrive as an escape in JSON; it can only leave as one.
    return json.dumps(text, ensure_ascii=any("\ud800" <= sign <= "\udfff" for sign in text))


def _plain_number(number: Decimal) -> str:
    if number == 0:
        return "0"
    short = number.normalize(NUMBERS) if len(number.as_tuple().digits) <= NUMBERS.prec else number
    return f"{short:f}" if abs(short.adjusted()) <= NUMBERS.prec else f"{short:E}"


def kind_of(value: object) -> type | None:
    """What a value is; two values compare only when they are the same thing. None for null."""
    kinds = (bool, Decimal, str, date, list, dict)
    return next((kind for kind in kinds if isinstance(value, kind)), None)


def number_of(value: object) -> object:
    """A plain integer (a count) as the number that FEEL has."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def equal(left: Value, right: Value) -> Truth:
    """Equality; null equals null only, and things of two kinds are not comparable."""
    if left is None or right is None:
        return left is right
    return left == right if kind_of(left) is kind_of(right) else None


def ordered(left: Any, right: Any, comparison: Callable[[Any, Any], bool]) -> Truth:
    """An order between two numbers, texts or dates; null for anything else."""
    kind = kind_of(left)
    if kind not in (Decimal, str, date) or kind is not kind_of(right):
        return None
    return comparison(left, right)


def negated(truth: Truth) -> Truth:
    """The opposite; null stays null."""
    return None if truth is None else not truth

"""Whole numbers for everything that has an order, so that one half-open range serves integers, money and dates.

A *step* is the integer itself, a number of cents, or a day number (1 is 0001-01-01). Because steps are discrete,
every comparison is a half-open range: `> 10` is `[11..)`, `<= 10.00 €` is `(..10.01)`.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Final, NoReturn

from care_triage.rules.errors import FactError, kind_details, shown
from care_triage.rules.vocabulary import Fact, Kind

Ordinal = int | Decimal | date

LIMIT: Final = 10**15
"""Largest absolute integer, and largest absolute amount in euros."""

_CENT: Final = Decimal("0.01")
_TWO: Final = Decimal(2)

_MOST: Final = Decimal(LIMIT)
_LEAST: Final = -_MOST

_EXACT: Final = Context(prec=40, traps=[Inexact, InvalidOperation])
"""Our own arithmetic: the caller's decimal context (precision, traps) must not change a decision. Rounding raises."""

_quantize: Final = _EXACT.quantize
_scaleb: Final = _EXACT.scaleb

_CENTS_LIMIT: Final = LIMIT * 100
_FIRST_DAY: Final = date(1600, 1, 1).toordinal()
_LAST_DAY: Final = date(2999, 12, 31).toordinal()
_BOUNDS: Final = {
    Kind.INTEGER: (-LIMIT, LIMIT),
    Kind.MONEY: (-_CENTS_LIMIT, _CENTS_LIMIT),
    Kind.DATE: (_FIRST_DAY, _LAST_DAY),
}


def bounds(kind: Kind) -> tuple[int, int]:
    """First and last step a value of this ordered kind may have."""
    return _BOUNDS[kind]


def integer_step(fact: Fact, value: object) -> int:
    """The step of a whole number; a bool is not a number. Raises FactError."""
    if type(value) is not int:
        raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(Kind.INTEGER))
    if not -LIMIT <= value <= LIMIT:
        raise FactError("out_of_bounds", fact=fact.name, got=shown(value))
    return value


def money_step(fact: Fact, value: object) -> int:
    """The step (cents) of an amount in euros, a Decimal or an int; a float is refused. Raises FactError."""
    if type(value) is int:
        return integer_step(fact, value) * 100
    if type(value) is Decimal:
        try:
            cents = int(_scaleb(_quantize(value, _CENT), _TWO))
        except (ArithmeticError, ValueError):
            _refuse_amount(fact, value)
        if -_CENTS_LIMIT <= cents <= _CENTS_LIMIT:
            return cents
        raise FactError("out_of_bounds", fact=fact.name, got=shown(value))
    raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(Kind.MONEY))


def _refuse_amount(fact: Fact, value: Decimal) -> NoReturn:
    """Say why an amount has no cents: it is no number, too large to be written in cents, or finer than a cent."""
    if not value.is_finite():
        raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(Kind.MONEY)) from None
    if not _LEAST <= value <= _MOST:
        raise FactError("out_of_bounds", fact=fact.name, got=shown(value)) from None
    raise FactError("not_cents", fact=fact.name) from None


def date_step(fact: Fact, value: object) -> int:
    """The step (day number) of a date between 1600 and 2999; a datetime is refused. Raises FactError."""
    if type(value) is not date:
        raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(Kind.DATE))
    step = value.toordinal()
    if not _FIRST_DAY <= step <= _LAST_DAY:
        raise FactError("out_of_bounds", fact=fact.name, got=shown(value.isoformat()))
    return step


STEPS: Final = {Kind.INTEGER: integer_step, Kind.MONEY: money_step, Kind.DATE: date_step}


def step_of(fact: Fact, value: object) -> int:
    """The step of a value of an ordered fact. Raises FactError."""
    return STEPS[fact.kind](fact, value)


def iso_date(text: str) -> date | None:
    """The date written `2026-01-31`, in these ten characters only; None when it is not one."""
    # fromisoformat alone also reads week dates and 20260131, which nobody here writes on purpose.
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def value_of(kind: Kind, step: int) -> Ordinal:
    """The value that stands at `step`: the inverse of step_of."""
    if kind is Kind.MONEY:
        return _EXACT.scaleb(Decimal(step), -2)
    return date.fromordinal(step) if kind is Kind.DATE else step

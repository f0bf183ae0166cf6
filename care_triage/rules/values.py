"""Checks the value of a fact, and carries values to and from plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from care_triage.rules.errors import FactError, kind_details, shown
from care_triage.rules.scale import STEPS, iso_date
from care_triage.rules.vocabulary import Fact, Kind, Vocabulary

Plain = bool | int | str | list[str]
"""A value as JSON holds it: an amount and a date are texts, a set is a sorted list."""

_LONGEST_TEXT: Final = 64


def codes_of(fact: Fact, value: object) -> frozenset[str]:
    """The codes a value of a coded fact stands for: one code, or a code and its ancestors. Raises FactError."""
    if isinstance(value, str) and fact.kind is not Kind.SET:
        found = frozenset((value,))
    elif isinstance(value, frozenset) and fact.kind is not Kind.ENUM:
        found = value
    else:
        raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(fact.kind))
    if not found and fact.kind is Kind.CODE:
        raise FactError("no_code", fact=fact.name)
    for code in found:
        if not fact.knows(code):
            raise FactError("unknown_code", fact=fact.name, code=shown(code))
    return found


def check_value(fact: Fact, value: object) -> None:
    """Refuse a value the fact cannot have (None, unknown, is not a value). Raises FactError."""
    if fact.kind in STEPS:
        STEPS[fact.kind](fact, value)
    elif fact.kind is Kind.BOOLEAN:
        if not isinstance(value, bool):
            raise FactError("wrong_type", fact=fact.name, got=shown(value), **kind_details(fact.kind))
    else:
        codes_of(fact, value)


def read_facts(vocabulary: Vocabulary, plain: Mapping[str, object]) -> dict[str, object]:
    """Facts read from JSON (dates and amounts as texts, sets as lists); null is unknown and is left out.

    Raises FactError for an unknown fact or a value it cannot have.
    """
    facts: dict[str, object] = {}
    for name, raw in plain.items():
        fact = vocabulary.fact(name)
        if raw is not None:
            value = _read(fact, raw)
            check_value(fact, value)
            facts[name] = value
    return facts


def _read(fact: Fact, raw: object) -> object:
    """The typed value meant by a JSON value; what cannot be read is returned as it is, for check_value to refuse."""
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return frozenset(raw)
    if fact.kind is Kind.MONEY and isinstance(raw, (str, float)):
        return _amount(raw)
    if fact.kind is Kind.DATE and isinstance(raw, str):
        return iso_date(raw) or raw
    return raw


def _amount(raw: str | float) -> object:
    # A JSON float is read as it was written: 0.1 means ten cents, not the nearest binary fraction.
    text = repr(raw) if isinstance(raw, float) else raw
    if len(text) > _LONGEST_TEXT or not text.isascii() or "_" in text:
        return raw
    try:
        return Decimal(text)
    except ArithmeticError:
        return raw


def plain_value(value: object) -> Plain:
    """A checked value as JSON holds it; read_facts reads it back as an equal value."""
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else str(value)

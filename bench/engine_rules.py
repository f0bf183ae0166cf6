"""Rules and requests for the engine and its peer: 25 facts, sparse rows, the same ones in every run.

The facts are of all kinds, in the shares of the shipped catalogue; it has no nomenclature of activities, these have one.
"""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from care_triage.rules import (
    AnyOf,
    Condition,
    Fact,
    In,
    Is,
    Kind,
    NoneOf,
    NotIn,
    Rule,
    Span,
    StartsWith,
    Vocabulary,
    Within,
    codes,
)

Facts = dict[str, object]

_FIRST_DAY: Final = date(2025, 1, 1)
_DAYS: Final = 700
_MOST: Final = {Kind.INTEGER: 250, Kind.MONEY: 200_000, Kind.DATE: _DAYS}
_READ_BY: Final = {"subject": 0.85, "territory": 0.3}
"""How many rules read these facts; the others are read by two to five rules in twenty-three, as chance will."""


def _enum(name: str, size: int) -> Fact:
    return Fact(name, Kind.ENUM, values=codes(*(f"{name}-{number}" for number in range(size))))


VOCABULARY: Final = Vocabulary(
    [
        _enum("subject", 60),
        Fact("territory", Kind.CODE),
        Fact("naf", Kind.CODE),
        *(_enum(f"choice_{number}", size) for number, size in enumerate((2, 3, 3, 4, 5, 6, 8, 12, 20))),
        *(Fact(f"count_{number}", Kind.INTEGER) for number in range(2)),
        Fact("amount", Kind.MONEY),
        *(Fact(f"day_{number}", Kind.DATE) for number in range(2)),
        *(Fact(f"flag_{number}", Kind.BOOLEAN) for number in range(7)),
        Fact("debts", Kind.SET, values=codes(*(f"debt-{number}" for number in range(8)))),
    ]
)
FACTS: Final = tuple(VOCABULARY.values())


def rules(count: int, seed: int = 3) -> list[Rule]:
    """Rules that read two to five facts each; the subject mostly, the territory often."""
    chance = random.Random(seed)
    return [Rule(f"r{number}", _row(chance), f"r{number}") for number in range(count)]


def requests(count: int, seed: int = 5) -> list[Facts]:
    """Requests with every fact known: our engine answers sooner on unknown ones, and its peer has no such thing."""
    chance = random.Random(seed)
    return [{fact.name: _VALUES[fact.kind](fact, chance) for fact in FACTS} for _ in range(count)]


def _row(chance: random.Random) -> dict[str, Condition]:
    names = {name for name, share in _READ_BY.items() if chance.random() < share}
    others = [fact.name for fact in FACTS if fact.name not in _READ_BY]
    names |= set(chance.sample(others, chance.randint(2, 5) - len(names)))
    return {fact.name: _CONDITIONS[fact.kind](fact, chance) for fact in FACTS if fact.name in names}


def _some(fact: Fact, chance: random.Random, most: int = 3) -> frozenset[str]:
    return frozenset(chance.sample(sorted(fact.codes), chance.randint(1, min(most, len(fact.codes) - 1))))


def _places(number: int) -> list[str]:
    """A commune and everything it lies in."""
    return [f"commune:{number}", f"epci:{number // 8}", f"court:{number // 40}", f"dep:{number // 80}", "region:84"]


def _code_condition(fact: Fact, chance: random.Random) -> Condition:
    if fact.name == "naf":
        return StartsWith(frozenset({f"{chance.randrange(1, 100):02}"[: chance.randint(1, 2)]}))
    return In(frozenset({chance.choice(_places(chance.randrange(320))[1:4])}))


def _enum_condition(fact: Fact, chance: random.Random) -> Condition:
    kind = NotIn if fact.name != "subject" and chance.random() < 0.15 else In
    return kind(_some(fact, chance))


def _span_condition(fact: Fact, chance: random.Random) -> Condition:
    low = chance.randrange(1, _MOST[fact.kind] * 3 // 4)
    high = low + chance.randrange(1, _MOST[fact.kind] // 2)
    unit = {Kind.MONEY: 100, Kind.INTEGER: 1, Kind.DATE: 1}[fact.kind]
    start = _FIRST_DAY.toordinal() if fact.kind is Kind.DATE else 0
    span = chance.choice([(low, high), (low, None), (None, high)])
    return Within((Span(*(None if edge is None else start + edge * unit for edge in span)),))


def _set_condition(fact: Fact, chance: random.Random) -> Condition:
    return (NoneOf if chance.random() < 0.2 else AnyOf)(_some(fact, chance, 2))


_CONDITIONS: Final[Mapping[Kind, Callable[[Fact, random.Random], Condition]]] = {
    Kind.ENUM: _enum_condition,
    Kind.CODE: _code_condition,
    Kind.INTEGER: _span_condition,
    Kind.MONEY: _span_condition,
    Kind.DATE: _span_condition,
    Kind.BOOLEAN: lambda _fact, chance: Is(chance.random() < 0.5),
    Kind.SET: _set_condition,
}


def _code_value(fact: Fact, chance: random.Random) -> object:
    if fact.name == "naf":
        return f"{chance.randrange(1, 100):02}.{chance.randrange(10, 40)}Z"
    return frozenset(_places(chance.randrange(320)))


_VALUES: Final[Mapping[Kind, Callable[[Fact, random.Random], Any]]] = {
    Kind.ENUM: lambda fact, chance: chance.choice(sorted(fact.codes)),
    Kind.CODE: _code_value,
    Kind.INTEGER: lambda fact, chance: chance.randrange(_MOST[fact.kind]),
    Kind.MONEY: lambda fact, chance: Decimal(chance.randrange(_MOST[fact.kind])),
    Kind.DATE: lambda _fact, chance: _FIRST_DAY + timedelta(days=chance.randrange(_DAYS)),
    Kind.BOOLEAN: lambda _fact, chance: chance.random() < 0.5,
    Kind.SET: lambda fact, chance: _some(fact, chance, 3),
}

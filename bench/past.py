"""A past and a rule set that nobody lived: 25 facts of every kind, many rules, any number of decided requests."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rulebook.replay.past import Codes, Column, PastRequests, Sorted
from care_triage.rules import Kind
from care_triage.triage.document import Collective, FactSpec, ReferralRole, RuleSetDocument, RuleSpec, ValueSpec
from care_triage.triage.records import Text
from care_triage.triage.rule_set import RuleSet

_DAY = date(2026, 11, 23)
_DAYS = 1_500
_WORDS = Text("parce que")
_COLLECTIVE = Collective(_WORDS, "CARE", _WORDS, "", "", ("d1",), "", _WORDS)
_SUBJECTS = tuple(f"subject-{number:02}" for number in range(100))
DEPARTMENTS = tuple(f"dep:{number:02}" for number in range(12))
_COMMUNES = tuple(
    [f"commune:{number:05}", f"epci:{number % 90:03}", DEPARTMENTS[number % 12], f"region:{number % 3}", "fr"]
    for number in range(1_200)
)
_ACTIVITIES = tuple(f"{number // 10:02}.{number % 10}" for number in range(600))
_ENUMS = {f"choice_{number}": tuple(f"c{number}-{code}" for code in range(4 + 2 * number)) for number in range(6)}
_SETS = {f"set_{number}": tuple(f"s{number}-{code}" for code in range(6)) for number in range(3)}
_YES_NO = tuple(f"yes_no_{number}" for number in range(8))
_ROLES: tuple[ReferralRole, ...] = ("lead", "lead", "support", "inform")
_NUMBERS = {"employees": Kind.INTEGER, "months": Kind.INTEGER, "debt": Kind.MONEY, "turnover": Kind.MONEY}


def vocabulary() -> tuple[FactSpec, ...]:
    """The 25 facts."""
    coded = {"subject": _SUBJECTS, **_ENUMS}
    facts = [_fact(name, Kind.ENUM, codes) for name, codes in coded.items()]
    facts += [_fact("territory", Kind.CODE), _fact("activity", Kind.CODE)]
    facts += [_fact(name, Kind.SET, codes) for name, codes in _SETS.items()]
    facts += [_fact(name, Kind.BOOLEAN) for name in _YES_NO]
    facts += [_fact(name, kind) for name, kind in _NUMBERS.items()]
    return (*facts, _fact("filed_on", Kind.DATE))


def _fact(name: str, kind: Kind, codes: tuple[str, ...] = ()) -> FactSpec:
    return FactSpec(name, kind, _WORDS, values=tuple(ValueSpec(code, _WORDS) for code in codes))


def rules(count: int) -> list[RuleSpec]:
    """In the shape of the shipped ones: each about a subject or two, most with one or two conditions more, and nearly
    as many ways to say who answers as there are rules.
    """
    chance = random.Random(3)
    return [_rule(number, chance) for number in range(count)]


def _rule(number: int, chance: random.Random) -> RuleSpec:
    first = chance.randrange(len(_SUBJECTS))
    about = {_SUBJECTS[first], _SUBJECTS[first ^ chance.choice((0, 0, 1))]}
    when = {"subject": ", ".join(f'"{code}"' for code in sorted(about))}
    when |= dict(chance.sample(list(_cells(chance)), chance.choice((1, 1, 2, 2, 3, 4))))
    # A subject is the business of a few partners.
    partner = tuple(PartnerKind)[(first // 2 + 5 * chance.randrange(6)) % 28]
    return RuleSpec(
        f"rule-{number:05}", when, partner, chance.choice(_ROLES), chance.choice((10, 20, 30)),
        chance.choice((8, 16, 48)), _WORDS, Status.GENERAL,
    )  # fmt: skip


def _cells(chance: random.Random) -> Iterator[tuple[str, str]]:
    """One cell for each fact, of which a rule takes a few."""
    for name, codes in _ENUMS.items():
        yield name, f'not("{chance.choice(codes)}")' if chance.random() < 0.3 else f'"{chance.choice(codes)}"'
    for name, codes in _SETS.items():
        yield name, f'list contains(?, "{chance.choice(codes)}")'
    for name in _YES_NO:
        yield name, chance.choice(("true", "false"))
    yield "territory", f'"{chance.choice(DEPARTMENTS)}"'
    yield "activity", f'starts with(?, "{chance.randint(0, 59):02}")'
    yield "employees", f">= {chance.randint(1, 50)}"
    yield "months", f"[{chance.randint(0, 6)}..{chance.randint(7, 24)}]"
    yield "debt", f"< {chance.randint(1, 90) * 1000}"
    yield "turnover", f">= {chance.randint(1, 90) * 10_000}"


def rule_set(specs: list[RuleSpec]) -> RuleSet:
    """These rules, compiled."""
    return RuleSet(0, 0, RuleSetDocument(vocabulary(), (), (), (), tuple(specs), _COLLECTIVE))


def drafted(specs: list[RuleSpec], changed: int) -> list[RuleSpec]:
    """The same rules but for a few: other conditions and another outcome."""
    step = len(specs) // changed
    draft = list(specs)
    for at in range(0, step * changed, step):
        other = specs[(at + 7) % len(specs)]
        draft[at] = replace(specs[at], when={**specs[at].when, **other.when}, partner=other.partner, rank=15)
    return draft


def past(count: int) -> PastRequests:
    """As many decided requests, made column by column: their dictionaries are those that reading rows would make."""
    chance = np.random.default_rng(5)
    columns = {"subject": _column(chance, count, _SUBJECTS), "territory": _column(chance, count, _COMMUNES)}
    columns |= {name: _column(chance, count, codes) for name, codes in _ENUMS.items()}
    columns |= {name: _column(chance, count, _subsets(codes)) for name, codes in _SETS.items()}
    columns |= {name: _column(chance, count, (True, False)) for name in _YES_NO}
    columns["activity"] = _column(chance, count, _ACTIVITIES)
    columns["employees"] = _column(chance, count, tuple(range(200)))
    columns["months"] = _column(chance, count, tuple(range(36)))
    columns["debt"] = _column(chance, count, tuple(f"{euros}.50" for euros in range(0, 120_000, 10)))
    columns["turnover"] = _column(chance, count, tuple(str(euros) for euros in range(0, 3_000_000, 500)))
    days = np.sort(chance.integers(0, _DAYS, count)).astype(np.uint16)
    first = _DAY.toordinal() - _DAYS
    dates = tuple((date.fromordinal(first) + timedelta(days=n)).isoformat() for n in range(_DAYS))
    columns["filed_on"] = Column(Sorted(days + np.uint16(1), _DAYS + 1), dates)
    ids = np.arange(count, dtype=np.int64)
    return PastRequests(ids, ids, Sorted(days, _DAYS), first, columns)


def _subsets(codes: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple([code for bit, code in enumerate(codes) if mask >> bit & 1] for mask in range(1 << len(codes)))


def _column(chance: np.random.Generator, count: int, values: tuple[Any, ...]) -> Column:
    # Every fact is known: the peer has no unknown, and a replay has less to do with them.
    codes: Codes = chance.integers(1, len(values) + 1, count, dtype=np.min_scalar_type(len(values)))
    return Column(Sorted(codes, len(values) + 1), values)

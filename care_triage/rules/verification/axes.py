"""Each fact cut into its elementary cells: values that no rule of the table tells apart. Unknown is a cell too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import reduce
from operator import or_

from care_triage.rules.conditions import Condition
from care_triage.rules.masks import mask_of
from care_triage.rules.rule import Rule
from care_triage.rules.verification.candidates import candidates
from care_triage.rules.verification.cuts import Cuts
from care_triage.rules.verification.possible import Possible


class Part(Enum):
    """What an axis measures: the day of the decision, the value of a fact, or a piece of a fact that is a set."""

    DAY = "day"
    VALUE = "value"
    KNOWN = "known"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Cell:
    """Values that no rule tells apart (None is unknown), the rules they let fire, and those that they let fire now or,
    where the value is unknown, once it is known.
    """

    values: tuple[object, ...]
    fires: int
    may_fire: int


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of the space of facts. The first cell is the one to prefer in an example.

    A fact that is a set has one axis KNOWN, and one axis HOLDS for each group of codes that the same rules name; the
    cells of HOLDS are "none of them" and "one of them", and `codes` are the group.
    """

    part: Part
    fact: str
    cells: tuple[Cell, ...]
    codes: tuple[str, ...] = ()

    @property
    def full(self) -> int:
        """All cells, one bit each."""
        return (1 << len(self.cells)) - 1

    @property
    def can_be_unknown(self) -> bool:
        """Whether the first cell is "unknown"."""
        return self.part in (Part.VALUE, Part.KNOWN) and self.cells[0].values == (None,)


def axes_of(cuts: Cuts, conditions: Sequence[Condition], possible: Possible) -> list[Axis]:
    """The axes of a fact that is no set: one."""
    cells = list(_merged((value, cuts.accepting(value)) for value in candidates(cuts.fact, conditions, possible)))
    once_known = reduce(or_, (cell.fires for cell in cells), 0)
    return [Axis(Part.VALUE, cuts.fact.name, (*_unknown(cuts, once_known, possible), *cells))]


def axes_of_set(cuts: Cuts, possible: Possible) -> list[Axis]:
    """The axes of a fact that is a set: whether it is known, then each group of codes."""
    fact, everyone = cuts.fact, cuts.everyone
    nothing = cuts.accepting(frozenset())
    known = Cell((frozenset(),), everyone, everyone)
    groups: dict[int, list[str]] = {}
    for value in fact.values:
        named_by = nothing ^ cuts.accepting(frozenset({value.code}))
        if named_by:
            groups.setdefault(named_by, []).append(value.code)
    cell = Cell((), everyone, everyone)
    holds = [Axis(Part.HOLDS, fact.name, (cell, cell), tuple(codes)) for codes in groups.values()]
    return [Axis(Part.KNOWN, fact.name, (*_unknown(cuts, everyone, possible), known)), *holds]


def _unknown(cuts: Cuts, once_known: int, possible: Possible) -> tuple[Cell, ...]:
    """The cell "unknown", unless the fact is always known; `once_known` are the rules that some value lets fire."""
    if cuts.fact.name in possible.always:
        return ()
    fires = cuts.when_unknown
    return (Cell((None,), fires, fires | once_known),)


def _merged(answers: Iterable[tuple[object, int]]) -> Iterator[Cell]:
    groups: dict[int, list[object]] = {}
    for value, mask in answers:
        groups.setdefault(mask, []).append(value)
    return (Cell(tuple(values), mask, mask) for mask, values in groups.items())


def axis_of_days(rules: Sequence[Rule], on: date) -> Axis:
    """The days from `on`, cut where a rule begins or ends."""
    starts = {rule.valid_from for rule in rules if rule.valid_from}
    starts |= {rule.valid_until + timedelta(days=1) for rule in rules if rule.valid_until}
    days = [on, *sorted(day for day in starts if day > on)]
    in_force = [mask_of(i for i, rule in enumerate(rules) if _is_in_force(rule, day)) for day in days]
    return Axis(Part.DAY, "", tuple(_merged(zip(days, in_force, strict=True))))


def _is_in_force(rule: Rule, day: date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_until is None or day <= rule.valid_until)

"""All facts that can exist, as a space of axes; where each rule of a table fires in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from care_triage.rules.conditions import Condition
from care_triage.rules.errors import FactError
from care_triage.rules.rule import Rule
from care_triage.rules.table import RuleTable
from care_triage.rules.values import Plain, plain_value
from care_triage.rules.verification.axes import Axis, Part, axes_of, axes_of_set, axis_of_days
from care_triage.rules.verification.boxes import Box, Point, meet
from care_triage.rules.verification.cuts import Cuts
from care_triage.rules.verification.possible import Possible
from care_triage.rules.verification.regions import crossed, region_of_cells, region_of_set
from care_triage.rules.verification.remains import before_known, remains
from care_triage.rules.vocabulary import Kind

_DAY = ""
"""The name of the axis of days: no fact is called so."""


class Space:
    """The facts that can exist for one table. Built once, asked for each rule; regions are kept."""

    def __init__(self, table: RuleTable, possible: Possible) -> None:
        self.table = table
        self.possible = possible
        self.axes: list[Axis] = []
        self._numbers: dict[str, list[tuple[int, Axis]]] = {}
        self._add_days()
        self._add_facts()
        self.full = tuple(axis.full for axis in self.axes)
        self._regions: dict[tuple[int, bool], tuple[Box, ...]] = {}

    def _add_days(self) -> None:
        rules = self.table.rules
        if not any(rule.valid_from or rule.valid_until for rule in rules):
            return
        if self.possible.on is None:
            raise FactError("date_needed", fact="on")
        self._add(_DAY, [axis_of_days(rules, self.possible.on)])

    def _add_facts(self) -> None:
        read: dict[str, list[Condition]] = {}
        for rule in (*self.table.rules, *self.possible.impossible):
            for name, condition in rule.conditions.items():
                read.setdefault(name, []).append(condition)
        for column in self.table.columns:
            name = column.fact.name
            # A fact that no rule reads changes nothing.
            if name in read:
                cuts = Cuts(column, self.possible.impossible, len(self.table.rules))
                if column.fact.kind is Kind.SET:
                    self._add(name, axes_of_set(cuts, self.possible))
                else:
                    self._add(name, axes_of(cuts, read[name], self.possible))

    def _add(self, name: str, axes: list[Axis]) -> None:
        first = len(self.axes)
        self.axes += axes
        self._numbers[name] = list(enumerate(axes, first))

    def axes_named(self, fact: str) -> list[tuple[int, Axis]]:
        """The axes of a fact with their numbers; none when no rule reads it."""
        return self._numbers.get(fact, [])

    def region(self, position: int, *, waits: bool = False) -> tuple[Box, ...]:
        """Where the rule fires; with `waits`, also where it would once more facts are known. Raises CutOff."""
        key = (position, waits)
        if key not in self._regions:
            self._regions[key] = self._waiting(position) if waits else crossed(dict(self.pieces(position)))
        return self._regions[key]

    def _waiting(self, position: int) -> tuple[Box, ...]:
        """Where the rule fires or still may: not where it could only by becoming a combination that cannot exist.

        Only the answers that the rule reads need to come: combinations of other facts stay as possible as they were.
        """
        fires = self.region(position)
        read = {number for name in self.table.rules[position].conditions for number, _ in self._numbers[name]}
        near = [
            other for other in self.excluded if not read.isdisjoint(other) and any(meet(box, other) for box in fires)
        ]
        if not near:
            return crossed(dict(self.pieces(position, waits=True)))
        left = remains(self.full, fires, near)
        return tuple(before for box in left for before in before_known(self.axes, box))

    @cached_property
    def impossible(self) -> tuple[tuple[str, tuple[Box, ...]], ...]:
        """Where each combination lies that cannot exist, by its id. Raises CutOff."""
        size = len(self.table.rules)
        return tuple(
            (rule.id, crossed(dict(self._pieces(rule, 1 << size + place, waits=False))))
            for place, rule in enumerate(self.possible.impossible)
        )

    @cached_property
    def excluded(self) -> tuple[Box, ...]:
        """Where no facts can be. Raises CutOff."""
        return tuple(box for _, boxes in self.impossible for box in boxes)

    def pieces(self, position: int, *, waits: bool = False) -> Iterator[tuple[str, list[Box]]]:
        """For each fact that the rule reads, where its condition holds; the days it is in force under the name ""."""
        yield from self._pieces(self.table.rules[position], 1 << position, waits=waits)

    def _pieces(self, rule: Rule, bit: int, *, waits: bool) -> Iterator[tuple[str, list[Box]]]:
        if rule.valid_from or rule.valid_until:
            yield _DAY, region_of_cells(self._numbers[_DAY][0], bit, waits=waits)
        for name, condition in rule.conditions.items():
            axes = self._numbers[name]
            if axes[0][1].part is Part.KNOWN:
                yield name, region_of_set(axes, condition, waits=waits)
            else:
                yield name, region_of_cells(axes[0], bit, waits=waits)

    def neighbours(self, boxes: Iterable[Box], *, waits: bool = False) -> int:
        """Mask of the rules that, axis by axis, may fire somewhere in these boxes: some of them may not after all."""
        found = 0
        for box in boxes:
            near = self.table.everyone
            for axis, allowed in box.items():
                near &= self._accepting(axis, allowed, waits=waits)
            found |= near
        return found

    def _accepting(self, axis: int, allowed: int, *, waits: bool) -> int:
        accepting = 0
        for place, cell in enumerate(self.axes[axis].cells):
            if allowed >> place & 1:
                accepting |= cell.may_fire if waits else cell.fires
        return accepting

    def first_point(self, box: Box) -> Point:
        """The point of a box with the first cell, "unknown" where it may be, on every axis."""
        cells = (box.get(axis, full) for axis, full in enumerate(self.full))
        return tuple(mask & -mask for mask in cells)

    def nothing_known(self) -> Box:
        """Where every fact that may be unknown is."""
        return {number: 1 for number, axis in enumerate(self.axes) if axis.can_be_unknown}

    def facts(self, point: Point) -> dict[str, Plain]:
        """The known facts of a point, in plain values, in the order of the vocabulary."""
        values: dict[str, object] = {}
        for axis, bit in zip(self.axes, point, strict=True):
            value = axis.cells[bit.bit_length() - 1].values
            if axis.part is Part.HOLDS:
                if bit > 1 and axis.fact in values:
                    values[axis.fact] = frozenset({axis.codes[0]}) | _codes(values[axis.fact])
            elif axis.part is not Part.DAY and value[0] is not None:
                values[axis.fact] = value[0]
        return {name: plain_value(value) for name, value in values.items()}

    def day(self, point: Point) -> date | None:
        """The day of a point."""
        if not self._numbers.get(_DAY):
            return self.possible.on
        first = self.axes[0].cells[point[0].bit_length() - 1].values[0]
        return first if isinstance(first, date) else None


def _codes(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()

"""One verification under way: the table, what its rules lead to, the space of facts, and the work left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from care_triage.rules.masks import positions
from care_triage.rules.table import RuleTable
from care_triage.rules.verification.boxes import Box, meets
from care_triage.rules.verification.effort import Effort
from care_triage.rules.verification.example import smallest
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.outcome import RuleOutcome
from care_triage.rules.verification.search import uncovered
from care_triage.rules.verification.space import Space

OutcomeOf = Callable[[str], RuleOutcome]


class Inquiry:
    """What every check needs to know and to ask."""

    def __init__(self, table: RuleTable, outcome: OutcomeOf, space: Space, effort: Effort) -> None:
        self.table = table
        self.space = space
        self.effort = effort
        self.outcomes = tuple(outcome(rule.id) for rule in table.rules)
        self.pairs_left = effort.limits.pairs
        self._of_target: dict[str, int] = {}
        for place, each in enumerate(self.outcomes):
            self._of_target[each.target] = self._of_target.get(each.target, 0) | 1 << place
        self._neighbours: dict[int, int] = {}

    def id(self, position: int) -> str:
        """The id of a rule."""
        return self.table.rules[position].id

    def regions(self, places: Iterable[int], *, waits: bool = False) -> list[Box]:
        """Where at least one of these rules fires (or waits)."""
        return [box for place in places for box in self.space.region(place, waits=waits)]

    def neighbours(self, position: int) -> list[int]:
        """The other rules that may fire together with this one."""
        return positions(self._near(position))

    def companions(self, position: int) -> list[int]:
        """The neighbours that want the same target."""
        return positions(self._near(position) & self._of_target[self.outcomes[position].target])

    def _near(self, position: int) -> int:
        if position not in self._neighbours:
            near = self.space.neighbours(self.space.region(position))
            self._neighbours[position] = near & ~(1 << position)
        return self._neighbours[position]

    def uncovered(self, targets: Sequence[Box], covers: Sequence[Box]) -> Box | None:
        """Facts that can exist within `targets` and outside `covers`, or None. Raises CutOff, Cancelled."""
        return uncovered(self.space.full, targets, covers, self.effort, self.space.excluded)

    def excluded_by(self, targets: Sequence[Box]) -> list[str]:
        """The fewest impossible combinations without which facts in `targets` would exist; none when some do."""
        if self.uncovered(targets, ()) is not None:
            return []
        kept = {name: boxes for name, boxes in self.space.impossible if meets(targets, boxes)}
        for name in tuple(kept):
            others = [box for other, boxes in kept.items() if other != name for box in boxes]
            if uncovered(self.space.full, targets, others, self.effort) is None:
                del kept[name]
        return list(kept)

    def finding(
        self,
        kind: FindingKind,
        severity: Severity,
        rules: Iterable[int],
        shown_by: tuple[Box, Sequence[Box], Sequence[Box]],
        details: Mapping[str, str] | None = None,
    ) -> Finding:
        """A finding shown by a box, within targets and outside covers, made as small as it can be."""
        found, targets, covers = shown_by
        point = smallest(self.space, found, targets, (*covers, *self.space.excluded))
        return Finding(
            kind, severity, tuple(map(self.id, rules)), self.space.facts(point), details or {}, self.space.day(point)
        )

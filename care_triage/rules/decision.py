"""What the rules decided on some facts: which fired, which failed on what, which wait for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from care_triage.rules.explanation import Explanation, Status
from care_triage.rules.masks import positions
from care_triage.rules.values import plain_value

if TYPE_CHECKING:
    from care_triage.rules.table import RuleTable


class Decision:
    """The outcome of one table on one set of facts, immutable.

    It holds one integer per fact (bit i stands for the rule at position i) and spells them out only when asked, so
    that deciding costs microseconds and explaining costs what is read. Made by RuleTable.decide.

    The masks: `in_force_mask`, `fired_mask`, `undecided_mask`, and `accepted_masks`, in the order of the columns of the
    table, the rules that do not fail on that fact.
    """

    def __init__(
        self,
        table: RuleTable,
        facts: Mapping[str, object],
        on: date | None,
        *,
        in_force: int,
        accepted: Sequence[int],
        fired: int,
        undecided: int,
    ) -> None:
        self.table = table
        self.in_force_mask = in_force
        self.accepted_masks = accepted
        self.fired_mask = fired
        self.undecided_mask = undecided
        self._facts = facts
        self.on = on

    @property
    def table_hash(self) -> str:
        """Content hash of the table that decided."""
        return self.table.table_hash

    @cached_property
    def facts(self) -> Mapping[str, object]:
        """The known facts that were seen."""
        return MappingProxyType({name: value for name, value in self._facts.items() if value is not None})

    @cached_property
    def fired(self) -> tuple[str, ...]:
        """Ids of the rules that fired, in rule order."""
        return self.ids(self.fired_mask)

    @cached_property
    def outputs(self) -> tuple[object, ...]:
        """Outputs of the rules that fired, in rule order."""
        rules = self.table.rules
        return tuple(rules[position].outputs for position in positions(self.fired_mask))

    @cached_property
    def failed(self) -> Mapping[str, tuple[str, ...]]:
        """For each rule that failed, in rule order, the facts whose condition is false."""
        return self._by_rule(self.failed_mask, self._refusals())

    @cached_property
    def undecided(self) -> Mapping[str, tuple[str, ...]]:
        """For each undecided rule, in rule order, the unknown facts that keep it open."""
        return self._by_rule(self.undecided_mask, self._waits())

    @cached_property
    def not_in_force(self) -> tuple[str, ...]:
        """Ids of the rules that are not valid on the date of the decision, in rule order."""
        return self.ids(self.table.everyone ^ self.in_force_mask)

    def explain(self, rule_id: str) -> Explanation:
        """Why this rule fired or not, without spelling out the others. RuleError when there is no such rule."""
        bit = 1 << self.table.position(rule_id)
        if not bit & self.in_force_mask:
            return Explanation(rule_id, Status.NOT_IN_FORCE)
        if bit & self.fired_mask:
            return Explanation(rule_id, Status.FIRED)
        waits = bool(bit & self.undecided_mask)
        masks = self._waits() if waits else self._refusals()
        facts = tuple(name for name, mask in masks if mask & bit)
        return Explanation(rule_id, Status.UNDECIDED if waits else Status.FAILED, facts)

    def to_dict(self, *, explain: bool = True) -> dict[str, object]:
        """The decision as plain JSON values, always in the same order.

        With `explain` false only what must be kept to decide again: hash of the table, date, facts and fired rules.
        """
        record: dict[str, object] = {
            "table": self.table_hash,
            "on": self.on.isoformat() if self.on else None,
            "facts": {name: plain_value(value) for name, value in sorted(self.facts.items())},
            "fired": list(self.fired),
        }
        if explain:
            record["failed"] = {rule: list(facts) for rule, facts in self.failed.items()}
            record["undecided"] = {rule: list(facts) for rule, facts in self.undecided.items()}
            record["not_in_force"] = list(self.not_in_force)
        return record

    def __repr__(self) -> str:
        return f"Decision(fired={self.fired!r}, undecided={list(self.undecided)!r}, on={self.on!r})"

    @property
    def failed_mask(self) -> int:
        """The rules with a false condition."""
        return self.in_force_mask ^ self.fired_mask ^ self.undecided_mask

    def _refusals(self) -> list[tuple[str, int]]:
        """Each fact with the rules whose condition on it is false."""
        everyone = self.table.everyone
        columns = zip(self.table.columns, self.accepted_masks, strict=True)
        return [(column.fact.name, everyone ^ accepted) for column, accepted in columns]

    def _waits(self) -> list[tuple[str, int]]:
        """Each unknown fact with the rules that wait for it."""
        known = self.facts
        return [(column.fact.name, column.waiting) for column in self.table.columns if column.fact.name not in known]

    def ids(self, mask: int) -> tuple[str, ...]:
        """Ids of the rules in a mask, in rule order."""
        rules = self.table.rules
        return tuple(rules[position].id for position in positions(mask))

    def _by_rule(self, among: int, masks: list[tuple[str, int]]) -> Mapping[str, tuple[str, ...]]:
        rules = self.table.rules
        found: dict[int, list[str]] = {position: [] for position in positions(among)}
        for name, mask in masks:
            if concerned := mask & among:
                for position in positions(concerned):
                    found[position].append(name)
        return MappingProxyType({rules[position].id: tuple(names) for position, names in found.items()})

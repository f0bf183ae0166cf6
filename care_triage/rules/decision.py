"""What the rules decided on some facts: which fired, which failed on what, which wait for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from care_triage.rules.explanation import Explanation
from care_triage.rules.explanations import Explanations
from care_triage.rules.masks import chosen, positions
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
        self.on = on
        self._facts = facts
        # What is read of nearly every decision is kept by hand: a cached_property takes a lock first.
        self._fired_ids: tuple[str, ...] | None = None
        self._explanations: Explanations | None = None

    @property
    def table_hash(self) -> str:
        """Content hash of the table that decided."""
        return self.table.table_hash

    @cached_property
    def facts(self) -> Mapping[str, object]:
        """The known facts that were seen."""
        return MappingProxyType({name: value for name, value in self._facts.items() if value is not None})

    @property
    def fired(self) -> tuple[str, ...]:
        """Ids of the rules that fired, in rule order."""
        if self._fired_ids is None:
            self._fired_ids = self.ids(self.fired_mask)
        return self._fired_ids

    @cached_property
    def outputs(self) -> tuple[object, ...]:
        """Outputs of the rules that fired, in rule order."""
        rules = self.table.rules
        return tuple(rules[position].outputs for position in positions(self.fired_mask))

    @cached_property
    def failed(self) -> Mapping[str, tuple[str, ...]]:
        """For each rule that failed, in rule order, the facts whose condition is false."""
        return self._by_rule(self.failed_mask, self.explanations.refusing)

    @cached_property
    def undecided(self) -> Mapping[str, tuple[str, ...]]:
        """For each undecided rule, in rule order, the unknown facts that keep it open."""
        return self._by_rule(self.undecided_mask, self.explanations.awaited)

    @cached_property
    def not_in_force(self) -> tuple[str, ...]:
        """Ids of the rules that are not valid on the date of the decision, in rule order."""
        return self.ids(self.table.everyone ^ self.in_force_mask)

    @property
    def explanations(self) -> Explanations:
        """Every rule with what became of it; complete at once, spelled out where it is read."""
        if self._explanations is None:
            self._explanations = Explanations(self)
        return self._explanations

    def explain(self, rule_id: str) -> Explanation:
        """Why this rule fired or not, without spelling out the others. RuleError when there is no such rule."""
        return self.explanations[rule_id]

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

    def ids(self, mask: int) -> tuple[str, ...]:
        """Ids of the rules in a mask, in rule order."""
        return chosen(mask, self.table.ids)

    def _by_rule(self, among: int, masks: Mapping[str, int]) -> Mapping[str, tuple[str, ...]]:
        """For each rule of a mask, in rule order, the facts whose mask holds it."""
        found: dict[int, list[str]] = {position: [] for position in positions(among)}
        for name, mask in masks.items():
            for position in positions(mask & among):
                found[position].append(name)
        ids = self.table.ids
        return MappingProxyType({ids[position]: tuple(names) for position, names in found.items()})

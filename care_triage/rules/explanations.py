"""The full explanation of a decision in its compact form: for each fact, the rules that failed on it or wait for it.

Nothing is decided again and nothing is spelled out before it is read: every rule's status and facts are bits of the
masks that decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from care_triage.rules.explanation import Explanation, Status
from care_triage.rules.masks import all_but_one, first

if TYPE_CHECKING:
    from care_triage.rules.decision import Decision


class Explanations(Mapping[str, Explanation]):
    """Every rule of the table with what became of it, in rule order. Made by Decision.explanations.

    `refusing` holds for each fact the mask of the rules that failed on it: those in force whose condition is false.
    """

    __slots__ = ("_decision", "refusing")

    def __init__(self, decision: Decision) -> None:
        in_force, table = decision.in_force_mask, decision.table
        masks = zip(table.names, decision.accepted_masks, strict=True)
        self._decision = decision
        if in_force == table.everyone:
            self.refusing = {name: in_force ^ accepted for name, accepted in masks}
        else:
            self.refusing = {name: in_force ^ (in_force & accepted) for name, accepted in masks}

    @property
    def awaited(self) -> dict[str, int]:
        """For each unknown fact the mask of the undecided rules that wait for it."""
        undecided, known = self._decision.undecided_mask, self._decision.facts
        columns = self._decision.table.columns
        return {column.fact.name: column.waiting & undecided for column in columns if column.fact.name not in known}

    def __getitem__(self, rule_id: str) -> Explanation:
        """What became of one rule. RuleError, which is no KeyError, when there is no such rule."""
        decision = self._decision
        bit = 1 << decision.table.position(rule_id)
        if not bit & decision.in_force_mask:
            return Explanation(rule_id, Status.NOT_IN_FORCE)
        if bit & decision.fired_mask:
            return Explanation(rule_id, Status.FIRED)
        waits = bool(bit & decision.undecided_mask)
        masks = self.awaited if waits else self.refusing
        facts = tuple(name for name, mask in masks.items() if mask & bit)
        return Explanation(rule_id, Status.UNDECIDED if waits else Status.FAILED, facts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._decision.table.ids)

    def __len__(self) -> int:
        return len(self._decision.table.ids)

    def near_masks(self, *, within: Collection[str] = ()) -> dict[str, int]:
        """For each fact the mask of its near misses: the rules that failed on it and on nothing else.

        Rules that failed on a fact of `within` are left out: with the subject there, other subjects are not near.
        """
        decision = self._decision
        near = all_but_one(decision.in_force_mask, decision.accepted_masks)
        found = {name: missed for name, refusing in self.refusing.items() if (missed := near & refusing)}
        for name in within:
            found.pop(name, None)
        return found

    def near_misses(self, limit: int | None = None, *, within: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
        """The near misses under their fact, by id: what another answer to that one fact would have changed.

        With `limit` no more than that many rules, the first of the table.
        """
        masks = self.near_masks(within=within)
        if limit is not None:
            allowed = first(reduce(or_, masks.values(), 0), limit)
            masks = {name: mask & allowed for name, mask in masks.items() if mask & allowed}
        return {name: self._decision.ids(mask) for name, mask in masks.items()}

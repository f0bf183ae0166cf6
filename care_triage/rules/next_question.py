"""Which unknown fact is worth asking: the one whose answer can still change most, and the rules that hang on it.

A fact that can be learned may take any value or stay unknown; one that cannot stays unknown for good. So each rule in
force is certain to fire, certain not to, or *open*, and only open rules that would change something make a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from care_triage.rules.decision import Decision
from care_triage.rules.masks import mask_of, positions

Weigh = Callable[["Prospects"], Mapping[str, float]]
"""How much each open rule would change by firing or not; a rule that is left out, or weighs 0, changes nothing."""


@dataclass(frozen=True, slots=True)
class OpenFact:
    """An unknown fact that can still change the outcome, and the open rules that read it, in rule order."""

    name: str
    rules: tuple[str, ...]
    weight: float


class Prospects:
    """What a decision may still become once some of the `learnable` facts are known.

    `certain` rules fire whatever is learned, `open` rules may fire or not, `possible` are both; ids in rule order.
    """

    def __init__(self, decision: Decision, learnable: Collection[str]) -> None:
        table = decision.table
        certain = possible = decision.in_force_mask
        self._decision = decision
        self._readers: dict[str, int] = {}
        for column, accepted in zip(table.columns, decision.accepted_masks, strict=True):
            name = column.fact.name
            if name in decision.facts:
                certain &= accepted
                possible &= accepted
            elif name in learnable:
                certain ^= certain & column.readers
                self._readers[name] = column.readers
            else:
                settled = accepted ^ column.waiting  # Nobody will end their wait.
                certain &= settled
                possible &= settled
        self.certain = decision.ids(certain)
        self.open = decision.ids(possible ^ certain)
        self.possible = decision.ids(possible)

    @property
    def unknown(self) -> Collection[str]:
        """The learnable facts that are not known yet."""
        return self._readers.keys()

    def facts(self, weights: Mapping[str, float]) -> tuple[OpenFact, ...]:
        """The learnable facts that can still change something, the one that can change most first.

        A rule shares its weight among the facts it still needs: the fewer they are, the sooner an answer settles it.
        Facts of equal weight come in the order of the vocabulary.
        """
        table = self._decision.table
        weighty = mask_of(table.position(rule_id) for rule_id in self.open if weights.get(rule_id))
        needing = {name: positions(readers & weighty) for name, readers in self._readers.items() if readers & weighty}
        needs = Counter(position for places in needing.values() for position in places)
        found = []
        for name, places in needing.items():
            weight = sum(weights[table.rules[place].id] / needs[place] for place in places)
            found.append(OpenFact(name, tuple(table.rules[place].id for place in places), weight))
        return tuple(sorted(found, key=lambda fact: -fact.weight))


def next_question(decision: Decision, askable: Collection[str], weigh: Weigh | None = None) -> OpenFact | None:
    """The fact among `askable` whose answer can change most; None when no answer can change anything any more.

    Without `weigh` every rule that may fire or not counts the same.
    """
    prospects = Prospects(decision, askable)
    facts = prospects.facts(weigh(prospects) if weigh else dict.fromkeys(prospects.open, 1))
    return facts[0] if facts else None

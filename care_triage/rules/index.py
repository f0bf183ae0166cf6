"""For each fact, which rules accept each value: an integer whose bit i says "rule i accepts this here".

Columns are built once from all rules; a decision is then the AND of one integer per fact, and its explanation is read
off the same integers.
"""

from __future__ import annotations

from collections.abc import Sequence

from care_triage.rules.conditions import Condition, Known, Unknown
from care_triage.rules.flips import Conditions
from care_triage.rules.lookups import LOOKUPS, Lookup
from care_triage.rules.masks import everyone, mask_of
from care_triage.rules.rule import Rule
from care_triage.rules.vocabulary import Fact, Vocabulary


class Column:
    """What the index knows of one fact.

    `readers` rules with a condition on it; `accepting(value)` rules that accept a known value; `unrefused` rules that
    do not refuse an unknown one; `waiting` the rules among these that only a value can settle. A rule that does not
    read the fact accepts everything.
    """

    __slots__ = ("accepting", "fact", "readers", "unrefused", "waiting")

    def __init__(self, fact: Fact, conditions: Conditions, size: int) -> None:
        all_rules = everyone(size)
        needs_value = mask_of(i for i, condition in conditions if isinstance(condition, Known))
        never_value = mask_of(i for i, condition in conditions if isinstance(condition, Unknown))
        readers = mask_of(i for i, _ in conditions)
        self.fact = fact
        self.readers = readers
        self.unrefused = all_rules ^ needs_value
        self.waiting = readers ^ needs_value ^ never_value
        self.accepting: Lookup = LOOKUPS[fact.kind](fact, conditions, all_rules ^ never_value)


def columns_of(vocabulary: Vocabulary, rules: Sequence[Rule]) -> tuple[Column, ...]:
    """One column per fact, in the order of the vocabulary; facts no rule reads have one too, which checks values."""
    read: dict[str, list[tuple[int, Condition]]] = {name: [] for name in vocabulary}
    for position, rule in enumerate(rules):
        for name, condition in rule.conditions.items():
            read[name].append((position, condition))
    return tuple(Column(fact, read[fact.name], len(rules)) for fact in vocabulary.values())

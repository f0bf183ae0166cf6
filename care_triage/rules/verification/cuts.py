"""What cuts a fact into cells: the rules of a table that read it, and after them the combinations that cannot exist."""

from __future__ import annotations

from collections.abc import Sequence

from care_triage.rules.conditions import Condition
from care_triage.rules.index import Column
from care_triage.rules.masks import everyone
from care_triage.rules.rule import Rule


class Cuts:
    """A fact as the rules of a table read it, then as impossible combinations do: bit n is the first of these, where
    the table has n rules.
    """

    def __init__(self, column: Column, impossible: Sequence[Rule], size: int) -> None:
        """`column` of a table of `size` rules."""
        named = [(place, rule.conditions[column.fact.name]) for place, rule in enumerate(impossible)
                 if column.fact.name in rule.conditions]  # fmt: skip
        self.fact = column.fact
        self.everyone = everyone(size + len(impossible))
        self.conditions: tuple[Condition, ...] = tuple(condition for _, condition in named)
        self._size = size
        self._rules = column
        # A fact that they all leave alone is theirs whatever its value.
        self._untouched = (everyone(len(impossible)) << size) if not named else 0
        self._impossible = Column(column.fact, named, len(impossible)) if named else None

    def accepting(self, value: object) -> int:
        """What is true of a known value."""
        mine = self._rules.accepting(value)
        if self._impossible is None:
            return mine | self._untouched
        return mine | self._impossible.accepting(value) << self._size

    @property
    def when_unknown(self) -> int:
        """What is true although the fact is unknown."""
        mine = self._rules.unrefused & ~self._rules.waiting
        if self._impossible is None:
            return mine | self._untouched
        return mine | (self._impossible.unrefused & ~self._impossible.waiting) << self._size

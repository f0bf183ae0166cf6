"""What follows from a rule, as far as verification must know it: told by the caller, because outputs are opaque here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What follows from a rule.

    `target` whom or what the rule wants. `place` how strong a place it gives the target; only the strongest place
    counts. `merits` are compared one by one between rules that give the same place, more is stronger. `adds` is what
    the rule adds whatever else fires. `claims` are statements by topic: two rules that state different things of
    one topic contradict each other. `rank` makes the target a candidate for the one first place, smallest first; None
    means that it is no candidate, and that the rule alone is no answer.
    """

    target: str
    place: int = 0
    merits: tuple[int, ...] = ()
    adds: frozenset[str] = frozenset()
    claims: tuple[tuple[str, str], ...] = ()
    rank: int | None = None

    def includes(self, other: RuleOutcome) -> bool:
        """Whether the other rule changes nothing where this one fires too."""
        if self.target != other.target or self.place < other.place:
            return False
        if not (self.adds >= other.adds and set(self.claims) >= set(other.claims)):
            return False
        return self.place > other.place or all(mine >= its for mine, its in zip(self.merits, other.merits, strict=True))

    def contradicts(self, other: RuleOutcome) -> str | None:
        """The first topic on which both rules state different things."""
        theirs = dict(other.claims)
        return next((topic for topic, word in self.claims if theirs.get(topic, word) != word), None)

    def rivals(self, other: RuleOutcome) -> bool:
        """Whether both rules want different targets for the one first place, with nothing to choose by."""
        return self.rank is not None and self.rank == other.rank and self.target != other.target

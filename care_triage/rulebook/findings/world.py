"""What the findings must know of the world outside the rules: communes served, and which partners are there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from care_triage.partners.types import Kind

# The triage desk and the exchange are CARE's own: they need no unit.
WITHOUT_UNITS = frozenset({Kind.HUMAN, Kind.EXCHANGE})


@dataclass(frozen=True)
class World:
    """The day that counts first; the communes served, by name, each with the codes of all its territories; and what
    the active units of each kind of partner cover, by kind (a kind that is missing has no active unit).
    """

    on: date
    communes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    coverage: Mapping[Kind, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def communes_of(self) -> Mapping[Kind, frozenset[str]]:
        """For each kind of partner, the names of the communes where one of its units is competent."""
        return {
            kind: frozenset(name for name, codes in self.communes.items() if not codes.isdisjoint(covered))
            for kind, covered in self.coverage.items()
        }

    def served_by(self, kind: Kind) -> frozenset[str]:
        """The names of the communes where a request can be handed to this kind of partner."""
        return frozenset(self.communes) if kind in WITHOUT_UNITS else self.communes_of.get(kind, frozenset())

    @cached_property
    def name_by_code(self) -> Mapping[str, str]:
        """The name of each commune by its own territory code."""
        return {own_code(codes): name for name, codes in self.communes.items()}


def own_code(codes: frozenset[str]) -> str:
    """The code of the commune itself among those of all its territories; empty when there is none."""
    return next((code for code in sorted(codes) if code.startswith("commune:")), "")

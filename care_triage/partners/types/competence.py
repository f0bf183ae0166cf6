"""What competence is decided on, and what is said of the decision."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care_triage.partners.types.kinds import level_of
from care_triage.territory.types import TerritoryLevel


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit of the wanted kind whose coverage holds the commune, and all that choosing depends on.

    `code` is its most specific coverage that matches; `load` counts its open referrals;
    `absences` are inclusive ranges of days.
    """

    unit_id: int
    slug: str
    name: str
    code: str
    active: bool = True
    capacity: int | None = None
    load: int = 0
    absences: tuple[tuple[date, date], ...] = ()

    @property
    def level(self) -> TerritoryLevel:
        """The level of the coverage that matches."""
        return level_of(self.code)

    def is_absent(self, on: date) -> bool:
        """Whether the unit is away on that day."""
        return any(first <= on <= last for first, last in self.absences)

    @property
    def is_full(self) -> bool:
        """Whether the unit carries as many open referrals as it said it could."""
        return self.capacity is not None and self.load >= self.capacity


class Reason(StrEnum):
    """Why a unit was set aside, or chosen."""

    NO_COVERAGE = "no_coverage"
    EXCLUDED = "excluded"
    INACTIVE = "inactive"
    ABSENT = "absent"
    FULL = "full"
    WIDER = "wider"
    BUSIER = "busier"
    LATER_IN_ORDER = "later_in_order"
    ONLY_ONE = "only_one"
    MOST_SPECIFIC = "most_specific"
    LEAST_LOADED = "least_loaded"
    FIRST_IN_ORDER = "first_in_order"
    CHOSEN_THOUGH_UNAVAILABLE = "chosen_though_unavailable"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trace: what was found about one unit. Plain values, ready for JSON."""

    reason: Reason
    unit_id: int | None = None
    unit_name: str = ""
    code: str = ""
    load: int = 0
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The unit that receives a referral, or None (triage desk), and why."""

    unit_id: int | None
    steps: tuple[Step, ...]

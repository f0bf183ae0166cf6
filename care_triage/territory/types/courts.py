"""A commercial court: where it sits, what it serves, what it may hear and until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CourtNature(StrEnum):
    """What a first-instance commercial court may hear."""

    COMMERCIAL = "TC"
    ECONOMIC = "TAE"


@dataclass(frozen=True, slots=True)
class Court:
    """A commercial court; between two dates some are economic-activity courts (TAE).

    A TAE hears the amicable and insolvency procedures of every activity but regulated legal
    professions; elsewhere farmers, liberal professions and associations go to `judicial_courts`.
    `status` is V (checked), P (partly), G (general knowledge) for the area as a whole.
    """

    slug: str
    seat: str
    judicial_courts: tuple[str, ...]
    arrondissements: frozenset[str]
    communes: frozenset[str] = frozenset()
    to_confirm: frozenset[str] = frozenset()
    economic_from: date | None = None
    economic_until: date | None = None
    law: str = ""
    status: str = "V"

    def nature_on(self, day: date) -> CourtNature:
        """TAE during the experiment, TC before and after."""
        if self.economic_from and self.economic_until and self.economic_from <= day <= self.economic_until:
            return CourtNature.ECONOMIC
        return CourtNature.COMMERCIAL

    def name_on(self, day: date) -> str:
        """Its name on `day`: it changes with its nature."""
        economic = self.nature_on(day) is CourtNature.ECONOMIC
        return f"Tribunal {'des activités économiques' if economic else 'de commerce'} {self.seat}"

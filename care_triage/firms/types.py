"""A firm as plain values, and what an import of the register tells of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Source(StrEnum):
    """Who says so."""

    REGISTER = "register"
    API = "api"


@dataclass(frozen=True, slots=True)
class FoundFirm:
    """One establishment of a firm. `activity` carries its nomenclature (`naf2:43.22A`); a firm that asked not to be
    published has neither name nor address.
    """

    siret: str
    name: str = ""
    trade_name: str = ""
    activity: str = ""
    legal_category: str = ""
    staff_band: str = ""
    commune: str = ""
    postal_code: str = ""
    town: str = ""
    street: str = ""
    created_on: date | None = None
    closed_on: date | None = None
    is_head_office: bool = False
    is_craft: bool = False
    is_public: bool = True
    is_demo: bool = False
    source: Source = Source.REGISTER

    @property
    def siren(self) -> str:
        """The nine digits of the firm."""
        return self.siret[:9]

    @property
    def is_closed(self) -> bool:
        """Whether this establishment stopped."""
        return self.closed_on is not None

    @property
    def shown_name(self) -> str:
        """The name over the door when it differs: « Chez Léa (SARL Marchand) » is how people know it."""
        if self.trade_name and self.name and self.trade_name.casefold() != self.name.casefold():
            return f"{self.trade_name} ({self.name})"
        return self.name or self.trade_name


@dataclass(frozen=True, slots=True)
class Search:
    """What a search brought. `is_answered` is false when no register and no service could say anything."""

    firms: tuple[FoundFirm, ...] = ()
    is_answered: bool = True


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The firm itself, as a line of StockUniteLegale says it."""

    siren: str
    name: str
    legal_category: str
    staff_band: str
    activity: str
    created_on: date | None
    closed_on: date | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class EstablishmentRow:
    """One place of a firm, as a line of StockEtablissement says it."""

    siret: str
    trade_name: str
    activity: str
    staff_band: str
    commune: str
    postal_code: str
    town: str
    street: str
    created_on: date | None
    closed_on: date | None
    is_head_office: bool
    is_craft: bool
    is_public: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that could not be taken, and why."""

    line: int
    reason: str
    text: str


@dataclass
class ImportSummary:
    """What an import did so far."""

    lines: int = 0
    taken: int = 0
    elsewhere: int = 0
    rejected: int = 0
    units: int = 0
    indexed: int = 0
    closed: int = 0
    left_open: int = 0
    """Gone from the file, yet too many to be believed: nothing was closed."""
    rejects: list[Reject] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)

    def refuse(self, reject: Reject) -> None:
        """Count a line; the first ones are kept to be shown."""
        self.rejected += 1
        self.reasons[reject.reason] = self.reasons.get(reject.reason, 0) + 1
        if len(self.rejects) < 20:
            self.rejects.append(reject)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register answers to one question of ours; `shown` is how the register itself says it."""

    value: object
    shown: Mapping[str, str]
    status: str

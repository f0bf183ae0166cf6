"""Places as the rest of CARE sees them: communes, courts, territory codes and answers to "which place is this?"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum


class TerritoryLevel(StrEnum):
    """The prefix of a territory code such as `epci:200035731`; `fr` stands alone."""

    COMMUNE = "commune"
    EPCI = "epci"
    COURT = "court"
    ARRONDISSEMENT = "arr"
    DEPARTMENT = "dep"
    REGION = "region"
    FRANCE = "fr"

    @property
    def specificity(self) -> int:
        """4 for a commune down to 0 for the country: the nearer coverage wins."""
        return _SPECIFICITY[self]


_SPECIFICITY: Mapping[TerritoryLevel, int] = {
    TerritoryLevel.COMMUNE: 4,
    TerritoryLevel.EPCI: 3,
    TerritoryLevel.COURT: 3,
    TerritoryLevel.ARRONDISSEMENT: 3,
    TerritoryLevel.DEPARTMENT: 2,
    TerritoryLevel.REGION: 1,
    TerritoryLevel.FRANCE: 0,
}


def territory_code(level: TerritoryLevel, code: str) -> str:
    """The prefixed string that rules and coverage use, e.g. `dep:42`."""
    return level.value if level is TerritoryLevel.FRANCE else f"{level.value}:{code}"


def split_territory_code(text: str) -> tuple[TerritoryLevel, str]:
    """Level and bare code of `text`; ValueError when the prefix is not one of ours."""
    prefix, _, code = text.partition(":")
    known = prefix in _SPECIFICITY
    if not known or bool(code) == (prefix == TerritoryLevel.FRANCE):
        raise ValueError(f"not a territory code: {text!r}")
    return TerritoryLevel(prefix), code


@dataclass(frozen=True, slots=True)
class Commune:
    """A present-day commune, or a municipal arrondissement of Lyon, Marseille or Paris.

    For an arrondissement every jurisdiction is the one of its commune, `parent`. `postal_code`
    is the code the place was asked by, else the commune's own when it has a usual one.
    """

    insee: str
    name: str
    department: str
    department_name: str
    region: str
    population: int = 0
    parent: str | None = None
    arrondissement: str | None = None
    epci: str | None = None
    court: str | None = None
    postal_codes: tuple[str, ...] = ()
    postal_code: str | None = None

    @property
    def commune_insee(self) -> str:
        """The code that jurisdictions are decided by: 69123 for 69381."""
        return self.parent or self.insee

    @property
    def short_name(self) -> str:
        """`Lyon 3e` rather than `Lyon 3e Arrondissement`."""
        return self.name.removesuffix(" Arrondissement")

    @property
    def label(self) -> str:
        """`Roanne (42300)`; the department where no single postal code stands for the commune."""
        return f"{self.short_name} ({self.postal_code or self.department})"

    @property
    def long_label(self) -> str:
        """The label that tells homonyms apart: `Savigny (69210, Rhône)`."""
        return f"{self.short_name} ({self.postal_code or self.department}, {self.department_name})"

    @property
    def territory_codes(self) -> frozenset[str]:
        """Every territory this place belongs to, from its commune up to `fr`."""
        pairs = (
            (TerritoryLevel.COMMUNE, self.commune_insee),
            (TerritoryLevel.ARRONDISSEMENT, self.arrondissement),
            (TerritoryLevel.EPCI, self.epci),
            (TerritoryLevel.COURT, self.court),
            (TerritoryLevel.DEPARTMENT, self.department),
            (TerritoryLevel.REGION, self.region),
        )
        return frozenset({"fr", *(territory_code(level, code) for level, code in pairs if code)})


class NameRank(IntEnum):
    """How directly a name stands for a commune; autocompletion prefers the lower."""

    OFFICIAL = 0
    WITHOUT_ARTICLE = 1
    FORMER = 2
    INNER = 3


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


@dataclass(frozen=True, slots=True)
class Resolved:
    """Exactly one commune answers the description."""

    commune: Commune


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several communes do; the person chooses among `options`."""

    options: tuple[Commune, ...]
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


class PlaceProblem(StrEnum):
    """Why a place could not be found."""

    EMPTY = "empty"
    MALFORMED_CODE = "malformed_code"
    NOT_FRENCH = "not_french"
    UNKNOWN_CODE = "unknown_code"
    CEDEX = "cedex"
    UNKNOWN_NAME = "unknown_name"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No commune answers; `message` (gettext source, French) says why and what to write instead."""

    problem: PlaceProblem
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[Commune, ...] = ()

    def __str__(self) -> str:
        return self.message % self.values


Resolution = Resolved | Ambiguous | Unknown


@dataclass(frozen=True, slots=True)
class TableChange:
    """What loading does, or would do, to one table."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load of the communes did; no changes when the source was already loaded."""

    communes: int
    districts: int
    postal_codes: int
    changes: tuple[TableChange, ...] = ()

    @property
    def unchanged(self) -> bool:
        return not any(change.total for change in self.changes)

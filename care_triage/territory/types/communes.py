"""A commune as the rest of CARE sees it."""

from dataclasses import dataclass
from enum import IntEnum

from care_triage.territory.types.levels import TerritoryLevel, territory_code


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

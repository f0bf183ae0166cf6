"""Places as plain values: communes, courts, territory codes, answers and summaries."""

from care_triage.territory.types.communes import Commune, NameRank
from care_triage.territory.types.courts import Court, CourtNature
from care_triage.territory.types.levels import TerritoryLevel, split_territory_code, territory_code
from care_triage.territory.types.loading import LoadSummary, TableChange
from care_triage.territory.types.resolution import (
    Ambiguous,
    CedexCode,
    CodeOfAnother,
    ForeignCode,
    MalformedCode,
    NameBegun,
    NothingTyped,
    Resolution,
    Resolved,
    SharedCode,
    SharedName,
    Unknown,
    UnknownCode,
    UnknownName,
)

__all__ = [
    "Ambiguous",
    "CedexCode",
    "CodeOfAnother",
    "Commune",
    "Court",
    "CourtNature",
    "ForeignCode",
    "LoadSummary",
    "MalformedCode",
    "NameBegun",
    "NameRank",
    "NothingTyped",
    "Resolution",
    "Resolved",
    "SharedCode",
    "SharedName",
    "TableChange",
    "TerritoryLevel",
    "Unknown",
    "UnknownCode",
    "UnknownName",
    "split_territory_code",
    "territory_code",
]

"""Places as plain values: communes, courts, territory codes, answers and summaries."""

from care_triage.territory.types.communes import Commune, NameRank
from care_triage.territory.types.courts import Court, CourtNature
from care_triage.territory.types.levels import TerritoryLevel, split_territory_code, territory_code
from care_triage.territory.types.loading import LoadSummary, TableChange
from care_triage.territory.types.resolution import Ambiguous, PlaceProblem, Resolution, Resolved, Unknown

__all__ = [
    "Ambiguous",
    "Commune",
    "Court",
    "CourtNature",
    "LoadSummary",
    "NameRank",
    "PlaceProblem",
    "Resolution",
    "Resolved",
    "TableChange",
    "TerritoryLevel",
    "Unknown",
    "split_territory_code",
    "territory_code",
]

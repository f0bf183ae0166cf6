"""Reads of the places of France: small answers, always ordered."""

from care_triage.territory.queries.areas import find_area_name, unknown_territories
from care_triage.territory.queries.communes import (
    communes_named,
    communes_of_postal_code,
    find_commune,
    get_commune,
)
from care_triage.territory.queries.resolve import resolve_place
from care_triage.territory.queries.search import search_communes

__all__ = [
    "communes_named",
    "communes_of_postal_code",
    "find_area_name",
    "find_commune",
    "get_commune",
    "resolve_place",
    "search_communes",
    "unknown_territories",
]

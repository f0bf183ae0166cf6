"""Reads of the local register."""

from care_triage.firms.queries.numbers import establishments_of, find_by_siret, has_register
from care_triage.firms.queries.search import search_names

__all__ = ["establishments_of", "find_by_siret", "has_register", "search_names"]

"""Reads about partners: who is competent where, cards of units, the directory, areas."""

from care_triage.partners.queries.areas import area_names, search_areas
from care_triage.partners.queries.catalogue import catalogue_partners, catalogue_units
from care_triage.partners.queries.competence import candidates, candidates_for
from care_triage.partners.queries.directory import directory, get_partner_page, get_unit_page
from care_triage.partners.queries.people import managers_of_partner
from care_triage.partners.queries.units import find_unit, get_unit, opening_hours, unit_ids_of_partners, units_of

__all__ = [
    "area_names",
    "candidates",
    "candidates_for",
    "catalogue_partners",
    "catalogue_units",
    "directory",
    "find_unit",
    "get_partner_page",
    "get_unit",
    "get_unit_page",
    "managers_of_partner",
    "opening_hours",
    "search_areas",
    "unit_ids_of_partners",
    "units_of",
]

"""Use cases of partners: who is in the directory, what units cover, when they are away, who works there."""

from care_triage.partners.service.absences import add_absence, remove_absence
from care_triage.partners.service.coverage import add_coverage, remove_coverage, set_coverage
from care_triage.partners.service.load_catalogue import load_partner, load_unit
from care_triage.partners.service.people import (
    add_partner_manager,
    add_person_to_unit,
    remove_partner_manager,
    remove_person_from_unit,
)
from care_triage.partners.service.save_partner import reopen_partner, retire_partner, save_partner
from care_triage.partners.service.save_unit import adjust_unit, reopen_unit, retire_unit, save_unit

__all__ = [
    "add_absence",
    "add_coverage",
    "add_partner_manager",
    "add_person_to_unit",
    "adjust_unit",
    "load_partner",
    "load_unit",
    "remove_absence",
    "remove_coverage",
    "remove_partner_manager",
    "remove_person_from_unit",
    "reopen_partner",
    "reopen_unit",
    "retire_partner",
    "retire_unit",
    "save_partner",
    "save_unit",
    "set_coverage",
]

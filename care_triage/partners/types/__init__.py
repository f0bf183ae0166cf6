"""The words of partners."""

from care_triage.partners.types.competence import Candidate, Choice, Reason, Step
from care_triage.partners.types.fields import AbsenceFields, CatalogueRow, PartnerFields, UnitFields, UnitTerms
from care_triage.partners.types.kinds import Kind, Status, level_of
from care_triage.partners.types.pages import (
    AbsenceRow,
    Area,
    DirectoryFilter,
    DirectoryRow,
    PartnerManager,
    PartnerPage,
    UnitCard,
    UnitPage,
)

__all__ = [
    "AbsenceFields",
    "AbsenceRow",
    "Area",
    "Candidate",
    "CatalogueRow",
    "Choice",
    "DirectoryFilter",
    "DirectoryRow",
    "Kind",
    "PartnerFields",
    "PartnerManager",
    "PartnerPage",
    "Reason",
    "Status",
    "Step",
    "UnitCard",
    "UnitFields",
    "UnitPage",
    "UnitTerms",
    "level_of",
]

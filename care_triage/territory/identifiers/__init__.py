"""Numbers that identify a business: SIREN, SIRET, telephone, activity code."""

from care_triage.territory.identifiers.activity import NafCode, NafVersion, parse_naf
from care_triage.territory.identifiers.company import display_siret, parse_siren, parse_siret
from care_triage.territory.identifiers.phone import display_phone, parse_phone

__all__ = [
    "NafCode",
    "NafVersion",
    "display_phone",
    "display_siret",
    "parse_naf",
    "parse_phone",
    "parse_siren",
    "parse_siret",
]

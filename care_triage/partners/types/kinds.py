"""What a partner is, how sure the directory is of it, and the level of a territory code."""

from enum import StrEnum

from care_triage.territory.types import TerritoryLevel, split_territory_code


class Kind(StrEnum):
    """What a partner is; rules name a kind, never an organisation."""

    URSSAF = "urssaf"
    DGFIP = "dgfip"
    CCSF = "ccsf"
    BANQUE_DE_FRANCE = "banque_de_france"
    MEDIATEUR_ENTREPRISES = "mediateur_entreprises"
    BPIFRANCE = "bpifrance"
    TRIBUNAL_COMMERCE = "tribunal_commerce"
    TRIBUNAL_JUDICIAIRE = "tribunal_judiciaire"
    GREFFE = "greffe"
    CIP = "cip"
    APESA = "apesa"
    AVOCATS = "avocats"
    EXPERTS_COMPTABLES = "experts_comptables"
    CCI = "cci"
    CMA = "cma"
    CHAMBRE_AGRICULTURE = "chambre_agriculture"
    MSA = "msa"
    DDETS = "ddets"
    FRANCE_TRAVAIL = "france_travail"
    CARSAT = "carsat"
    AGEFIPH = "agefiph"
    COLLECTIVITE = "collectivite"
    REGION = "region"
    CRP = "crp"
    CPSTI = "cpsti"
    ADEME = "ademe"
    INPI = "inpi"
    DOUANES = "douanes"
    PATRONAT = "patronat"
    REBOND = "rebond"
    EXCHANGE = "exchange"
    HUMAN = "human"
    CDED = "cded"
    CODEFI = "codefi"
    GPA = "gpa"
    AGS = "ags"
    FINANCEMENT_SOLIDAIRE = "financement_solidaire"
    CYBERMALVEILLANCE = "cybermalveillance"


class Status(StrEnum):
    """How sure the directory is of what it says; only VERIFIED is shown as such."""

    VERIFIED = "V"
    PARTLY = "P"
    GENERAL = "G"


def level_of(code: str) -> TerritoryLevel:
    """The level of a territory code such as `arr:422` or `fr`. Raises ValueError for any other text."""
    return split_territory_code(code)[0]

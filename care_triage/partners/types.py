"""The words of partners: kinds, levels of coverage, what competence is decided on, commands."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from care_triage.territory.business_hours import DEFAULT_HOURS
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit of the wanted kind whose coverage holds the commune, and all that choosing depends on.

    `code` is its most specific coverage that matches; `load` counts its open referrals;
    `absences` are inclusive ranges of days.
    """

    unit_id: int
    slug: str
    name: str
    code: str
    active: bool = True
    capacity: int | None = None
    load: int = 0
    absences: tuple[tuple[date, date], ...] = ()

    @property
    def level(self) -> TerritoryLevel:
        """The level of the coverage that matches."""
        return level_of(self.code)

    def is_absent(self, on: date) -> bool:
        """Whether the unit is away on that day."""
        return any(first <= on <= last for first, last in self.absences)

    @property
    def is_full(self) -> bool:
        """Whether the unit carries as many open referrals as it said it could."""
        return self.capacity is not None and self.load >= self.capacity


class Reason(StrEnum):
    """Why a unit was set aside, or chosen."""

    NO_COVERAGE = "no_coverage"
    EXCLUDED = "excluded"
    INACTIVE = "inactive"
    ABSENT = "absent"
    FULL = "full"
    WIDER = "wider"
    BUSIER = "busier"
    LATER_IN_ORDER = "later_in_order"
    ONLY_ONE = "only_one"
    MOST_SPECIFIC = "most_specific"
    LEAST_LOADED = "least_loaded"
    FIRST_IN_ORDER = "first_in_order"
    CHOSEN_THOUGH_UNAVAILABLE = "chosen_though_unavailable"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trace: what was found about one unit. Plain values, ready for JSON."""

    reason: Reason
    unit_id: int | None = None
    unit_name: str = ""
    code: str = ""
    load: int = 0
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The unit that receives a referral, or None (triage desk), and why."""

    unit_id: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class UnitCard:
    """What a case shows of a unit."""

    unit_id: int
    slug: str
    name: str
    partner_id: int
    partner_name: str
    partner_name_en: str | None
    kind: Kind
    phone: str | None
    email: str | None
    hours: str
    first_answer_hours: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """What a reader of the directory looks for; empty fields do not filter."""

    kind: Kind | None = None
    text: str = ""
    territory_codes: Collection[str] = ()
    with_retired: bool = False


@dataclass(frozen=True, slots=True)
class PartnerFields:
    """What a person or a data file says of a partner."""

    slug: str
    kind: Kind
    name: str
    name_en: str | None = None
    description: str = ""
    description_en: str | None = None
    website: str | None = None
    phone: str | None = None
    status: Status = Status.GENERAL
    source: str = ""


@dataclass(frozen=True, slots=True)
class UnitFields:
    """What a person or a data file says of a unit, besides what it covers."""

    slug: str
    name: str
    email: str | None = None
    phone: str | None = None
    hours: str = DEFAULT_HOURS
    capacity: int | None = None
    first_answer_hours: int | None = None


@dataclass(frozen=True, slots=True)
class AbsenceFields:
    """Days, both inclusive, on which a unit receives nothing while another can."""

    from_on: date
    until_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit of a data file with the territory codes that it covers."""

    fields: UnitFields
    coverage: frozenset[str] = field(default_factory=frozenset)

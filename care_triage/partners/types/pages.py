"""What pages and cases show of partners and units."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from care_triage.accounts.types import Standing
from care_triage.partners.types.fields import PartnerFields, UnitFields
from care_triage.partners.types.kinds import Kind, Status, level_of
from care_triage.territory.types import TerritoryLevel


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
class Area:
    """A territory that a unit may cover, with its name."""

    code: str
    name: str

    @property
    def level(self) -> TerritoryLevel:
        """The level of the code."""
        return level_of(self.code)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence on the page of its unit."""

    absence_id: int
    from_on: date
    until_on: date
    note: str


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A partner in the directory."""

    partner_id: int
    name: str
    name_en: str | None
    kind: Kind
    status: Status
    active: bool
    units: tuple[UnitCard, ...]


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """Everything about one partner; `version` goes back with a change."""

    partner_id: int
    version: int
    active: bool
    fields: PartnerFields
    units: tuple[UnitCard, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything about one unit; `version` goes back with a change."""

    card: UnitCard
    version: int
    active: bool
    fields: UnitFields
    coverage: tuple[Area, ...]
    absences: tuple[AbsenceRow, ...]


@dataclass(frozen=True, slots=True)
class PartnerManager:
    """Somebody who manages every unit of a partner."""

    person_id: int
    name: str
    email: str
    standing: Standing

"""What a person or a data file says of a partner, a unit, an absence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from care_triage.partners.types.kinds import Kind, Status
from care_triage.territory.business_hours import DEFAULT_HOURS


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
class UnitTerms:
    """What a unit's own manager may change: when it works, how much it takes, where it is reached."""

    hours: str
    capacity: int | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A partner or a unit as it stands, beside what the data files last wrote there (None: made by a person).

    Both are plain values by field name; a unit's hold `coverage`, a list of codes, and `partner`, a slug.
    """

    row_id: int
    current: Mapping[str, Any]
    applied: Mapping[str, Any] | None

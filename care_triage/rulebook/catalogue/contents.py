"""What the data files hold, once read: partners, units, and the document of a rule set, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from care_triage.partners.types import PartnerFields, UnitFields
from care_triage.triage.document import RuleSetDocument


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the data files: where, and what, in plain words."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place} : {self.message}"


@dataclass(frozen=True, slots=True)
class UnitEntry(UnitFields):
    """A unit as its table in a file."""

    coverage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerEntry(PartnerFields):
    """A partner as its table in a file, with its units."""

    unit: tuple[UnitEntry, ...] = ()


@dataclass(frozen=True)
class Contents:
    """Everything read. `places` leads from a sort and a name (`rule`, `urssaf-dette`) to file and line."""

    partners: tuple[PartnerEntry, ...]
    document: RuleSetDocument
    places: Mapping[tuple[str, str], str]

    def place(self, sort: str, name: str) -> str:
        """Where the thing of that name was read; its name when that is not known."""
        return self.places.get((sort, name), name)


class InvalidCatalogue(Exception):
    """The data files cannot be loaded; every problem that was found is listed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))

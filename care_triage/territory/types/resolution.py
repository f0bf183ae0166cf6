"""The three answers to "which commune is this?"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from care_triage.territory.types.communes import Commune


@dataclass(frozen=True, slots=True)
class Resolved:
    """Exactly one commune answers the description."""

    commune: Commune


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several communes do; the person chooses among `options`."""

    options: tuple[Commune, ...]
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


class PlaceProblem(StrEnum):
    """Why a place could not be found."""

    EMPTY = "empty"
    MALFORMED_CODE = "malformed_code"
    NOT_FRENCH = "not_french"
    UNKNOWN_CODE = "unknown_code"
    CEDEX = "cedex"
    UNKNOWN_NAME = "unknown_name"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No commune answers; `message` (gettext source, French) says why and what to write instead."""

    problem: PlaceProblem
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[Commune, ...] = ()

    def __str__(self) -> str:
        return self.message % self.values


Resolution = Resolved | Ambiguous | Unknown

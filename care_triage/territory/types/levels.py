"""Territory codes: a level and a code in one string, as rules and coverage write them."""

from collections.abc import Mapping
from enum import StrEnum


class TerritoryLevel(StrEnum):
    """The prefix of a territory code such as `epci:200035731`; `fr` stands alone."""

    COMMUNE = "commune"
    EPCI = "epci"
    COURT = "court"
    ARRONDISSEMENT = "arr"
    DEPARTMENT = "dep"
    REGION = "region"
    FRANCE = "fr"

    @property
    def specificity(self) -> int:
        """4 for a commune down to 0 for the country: the nearer coverage wins."""
        return _SPECIFICITY[self]


_SPECIFICITY: Mapping[TerritoryLevel, int] = {
    TerritoryLevel.COMMUNE: 4,
    TerritoryLevel.EPCI: 3,
    TerritoryLevel.COURT: 3,
    TerritoryLevel.ARRONDISSEMENT: 3,
    TerritoryLevel.DEPARTMENT: 2,
    TerritoryLevel.REGION: 1,
    TerritoryLevel.FRANCE: 0,
}


def territory_code(level: TerritoryLevel, code: str) -> str:
    """The prefixed string that rules and coverage use, e.g. `dep:42`."""
    return level.value if level is TerritoryLevel.FRANCE else f"{level.value}:{code}"


def split_territory_code(text: str) -> tuple[TerritoryLevel, str]:
    """Level and bare code of `text`; ValueError when the prefix is not one of ours."""
    prefix, _, code = text.partition(":")
    known = prefix in _SPECIFICITY
    if not known or bool(code) == (prefix == TerritoryLevel.FRANCE):
        raise ValueError(f"not a territory code: {text!r}")
    return TerritoryLevel(prefix), code

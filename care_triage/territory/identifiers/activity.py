"""Activity codes (APE), with the nomenclature each belongs to."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from care_triage.territory.errors import InvalidNaf

_NAF = re.compile(r"([0-9]{2})\.?([0-9]{2})([A-Z])")


class NafVersion(StrEnum):
    """The nomenclature a code belongs to: NAF 2025 takes over on 1 January 2027."""

    REV2 = "rev2"
    NAF2025 = "2025"


# The closing letters of the two nomenclatures do not overlap, so a code says which one it is from.
_NAF_LETTERS = {NafVersion.REV2: "ABCDEFZ", NafVersion.NAF2025: "GHJKLY"}


@dataclass(frozen=True, slots=True)
class NafCode:
    """An activity code with its nomenclature; `ancestors` go from the division down to the code itself."""

    code: str
    version: NafVersion

    @property
    def division(self) -> str:
        return self.code[:2]

    @property
    def ancestors(self) -> tuple[str, ...]:
        """`("56", "56.1", "56.10", "56.10A")`."""
        return self.code[:2], self.code[:4], self.code[:5], self.code

    def __str__(self) -> str:
        return self.code


def parse_naf(text: str) -> NafCode:
    """Read `5610A`, `56.10 a` or a NAF 2025 code; InvalidNaf when it is neither."""
    compact = re.sub(r"[\s]+", "", unicodedata.normalize("NFKC", text)).upper()
    match = _NAF.fullmatch(compact)
    if not match or match[1] == "00":
        raise InvalidNaf
    for version, letters in _NAF_LETTERS.items():
        if match[3] in letters:
            return NafCode(f"{match[1]}.{match[2]}{match[3]}", version)
    raise InvalidNaf

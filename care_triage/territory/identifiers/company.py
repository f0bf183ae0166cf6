"""SIREN and SIRET as people type them; each fault has its own sentence."""

import re
import unicodedata
from collections.abc import Callable

from care_triage.territory.errors import (
    CompanyNumberChecksum,
    CompanyNumberLength,
    CompanyNumberMissing,
    CompanyNumberNotDigits,
    SirenForSiret,
)

# People paste from web pages: every kind of space, dots, dashes and slashes between groups.
_SEPARATORS = re.compile(r"[\s.\-_/\u200b\u2010-\u2015\u202a-\u202e\u2066-\u2069]+")
_SIREN, _SIRET = 9, 14
_LA_POSTE, _LA_POSTE_HEAD_OFFICE = "356000000", "35600000000048"


def parse_siret(text: str) -> str:
    """The 14 digits of a valid SIRET (La Poste's own check included); InvalidCompanyNumber says what is wrong."""
    digits = _digits(text, "SIRET")
    if len(digits) == _SIREN and _passes_luhn(digits):
        raise SirenForSiret
    return _checked(_is_siret, digits, _SIRET, "SIRET")


def parse_siren(text: str) -> str:
    """The 9 digits of a valid SIREN; a valid SIRET gives its first nine."""
    digits = _digits(text, "SIREN")
    if len(digits) == _SIRET:
        return parse_siret(digits)[:_SIREN]
    return _checked(_passes_luhn, digits, _SIREN, "SIREN")


def display_siret(siret: str) -> str:
    """`732 829 320 00074`, the way official papers print it."""
    return "\u00a0".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


def _digits(text: str, what: str) -> str:
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise CompanyNumberMissing(what=what)
    if not re.fullmatch("[0-9]+", digits):
        raise CompanyNumberNotDigits(what=what)
    return digits


def _checked(passes: Callable[[str], bool], digits: str, length: int, what: str) -> str:
    if len(digits) != length:
        raise CompanyNumberLength(what=what, length=length, given=len(digits))
    if not passes(digits):
        raise CompanyNumberChecksum(what=what)
    return digits


def _is_siret(digits: str) -> bool:
    """La Poste has more establishments than the formula of Luhn leaves room for: their digits add up to fives."""
    if digits.startswith(_LA_POSTE) and digits != _LA_POSTE_HEAD_OFFICE:
        return sum(map(int, digits)) % 5 == 0
    return _passes_luhn(digits) and _passes_luhn(digits[:_SIREN])


def _passes_luhn(digits: str) -> bool:
    """Every second digit from the right counts double, as the sum of its own digits; together they make tens."""
    plain, doubled = digits[::-2], digits[-2::-2]
    return (sum(map(int, plain)) + sum(sum(divmod(2 * int(digit), 10)) for digit in doubled)) % 10 == 0

"""SIREN and SIRET as people type them; each fault has its own sentence."""

import re
import unicodedata
from collections.abc import Callable

from stdnum import exceptions as faults
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

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


def parse_siret(text: str) -> str:
    """The 14 digits of a valid SIRET (La Poste's own check included); InvalidCompanyNumber says what is wrong."""
    digits = _digits(text, "SIRET")
    if len(digits) == _SIREN and siren_number.is_valid(digits):
        raise SirenForSiret
    return _checked(siret_number.validate, digits, _SIRET, "SIRET")


def parse_siren(text: str) -> str:
    """The 9 digits of a valid SIREN; a valid SIRET gives its first nine."""
    digits = _digits(text, "SIREN")
    if len(digits) == _SIRET:
        return parse_siret(digits)[:_SIREN]
    return _checked(siren_number.validate, digits, _SIREN, "SIREN")


def display_siret(siret: str) -> str:
    """`732 829 320 00074`, the way official papers print it."""
    return str(siret_number.format(siret, "\u00a0"))


def _digits(text: str, what: str) -> str:
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise CompanyNumberMissing(what=what)
    if not re.fullmatch("[0-9]+", digits):
        raise CompanyNumberNotDigits(what=what)
    return digits


def _checked(check: Callable[[str], str], digits: str, length: int, what: str) -> str:
    if len(digits) != length:
        raise CompanyNumberLength(what=what, length=length, given=len(digits))
    try:
        return str(check(digits))
    except faults.ValidationError:
        raise CompanyNumberChecksum(what=what) from None

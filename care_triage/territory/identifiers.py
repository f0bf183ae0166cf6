"""Numbers that identify a business: SIREN, SIRET, telephone, activity code; each fault has its own sentence."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from stdnum import exceptions as faults
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from care_triage.territory.errors import InvalidIdentifier, InvalidNaf, InvalidPhone, InvalidSiren, InvalidSiret

# People paste from web pages: every kind of space, dots, dashes and slashes between groups.
_SEPARATORS = re.compile(r"[\s.\-_/\u200b\u2010-\u2015\u202a-\u202e\u2066-\u2069]+")
# Regions whose national numbers an owner may type as ten digits; mainland France is tried first.
_PHONE_REGIONS = ("FR", "RE", "GP", "MQ", "GF", "YT", "PM", "NC", "PF")
_NAF = re.compile(r"([0-9]{2})\.?([0-9]{2})([A-Z])")


def parse_siret(text: str) -> str:
    """The 14 digits of a valid SIRET (La Poste's own check included); InvalidSiret says what is wrong."""
    digits = _digits(text, InvalidSiret, "SIRET")
    if len(digits) == 9 and siren_number.is_valid(digits):
        raise InvalidSiret(
            "Ces 9 chiffres sont le numéro SIREN de l’entreprise. Le SIRET en compte 14 :"
            " le SIREN suivi des 5 chiffres de l’établissement (voir l’extrait Kbis ou l’avis de situation Insee)."
        )
    return _validate(siret_number.validate, digits, 14, InvalidSiret, "SIRET")


def parse_siren(text: str) -> str:
    """The 9 digits of a valid SIREN; a valid SIRET gives its first nine."""
    digits = _digits(text, InvalidSiren, "SIREN")
    if len(digits) == 14:
        return parse_siret(digits)[:9]
    return _validate(siren_number.validate, digits, 9, InvalidSiren, "SIREN")


def display_siret(siret: str) -> str:
    """`732 829 320 00074`, the way official papers print it."""
    return siret_number.format(siret, "\u00a0")


def _digits(text: str, error: type[InvalidIdentifier], what: str) -> str:
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise error("Indiquez un numéro %(what)s.", what=what)
    if not re.fullmatch("[0-9]+", digits):
        raise error(
            "Un numéro %(what)s ne contient que des chiffres ; vérifiez qu’une lettre ne s’est pas glissée dans la saisie.",
            what=what,
        )
    return digits


def _validate(check: Callable[[str], str], digits: str, length: int, error: type[InvalidIdentifier], what: str) -> str:
    if len(digits) != length:
        raise error(
            "Un numéro %(what)s compte %(length)s chiffres ; vous en avez saisi %(given)s.",
            what=what,
            length=length,
            given=len(digits),
        )
    try:
        return str(check(digits))
    except faults.ValidationError:
        raise error(
            "Ce numéro %(what)s n’existe pas : sa clé de contrôle ne tombe pas juste."
            " Un chiffre est sans doute faux ou deux chiffres sont inversés.",
            what=what,
        ) from None


def parse_phone(text: str) -> str:
    """E.164 form (`+33477123456`) of a French number by default, or of any international one."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        raise InvalidPhone("Indiquez un numéro de téléphone.")
    if len(typed) > 40:
        raise InvalidPhone
    for region in _PHONE_REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            break
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise InvalidPhone


def display_phone(e164: str) -> str:
    """`04 77 12 34 56` for a French number, the international form for others."""
    number = phonenumbers.parse(e164)
    french = number.country_code == 33
    style = phonenumbers.PhoneNumberFormat.NATIONAL if french else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style).replace(" ", "\u00a0")


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

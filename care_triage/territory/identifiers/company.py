"""SIREN and SIRET as people type them; each fault has its own sentence."""

import re
import unicodedata
from collections.abc import Callable

from stdnum import exceptions as faults
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from care_triage.territory.errors import InvalidIdentifier, InvalidSiren, InvalidSiret

# People paste from web pages: every kind of space, dots, dashes and slashes between groups.
_SEPARATORS = re.compile(r"[\s.\-_/\u200b\u2010-\u2015\u202a-\u202e\u2066-\u2069]+")


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

"""Activity codes with their nomenclature, as rules write them (`naf2:43.22A`), and what a person reads for them.

NAF rev. 2 is complete; of NAF 2025 (in force on 1 January 2027) sections and divisions are named, which is what rules ask.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from care_triage.territory.identifiers import NafVersion, parse_naf

NAF2_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "territory" / "naf2.tsv"
PREFIXES: Final[Mapping[NafVersion, str]] = {NafVersion.REV2: "naf2", NafVersion.NAF2025: "naf2025"}
_CODE: Final = re.compile(
    r"(naf2|naf2025):([A-V]|[0-9]{2}(?:\.[0-9]{1,2}[A-Z]?)?)"
)  # a section, a division, a group, a class or a sub-class
_ENGLISH: Final[Mapping[str, str]] = {
    "A": "Agriculture, forestry and fishing", "B": "Mining and quarrying", "C": "Manufacturing",
    "D": "Electricity, gas, steam and air conditioning", "E": "Water, sewerage, waste and clean-up", "F": "Construction",
    "G": "Trade and vehicle repair", "H": "Transport and storage", "I": "Hotels and restaurants",
    "J": "Information and communication", "K": "Finance and insurance", "L": "Real estate",
    "M": "Professional, scientific and technical activities", "N": "Administrative and support services",
    "O": "Public administration", "P": "Education", "Q": "Health and social work", "R": "Arts, shows and leisure",
    "S": "Other services", "T": "Households as employers", "U": "Extraterritorial bodies",
}  # fmt: skip
# Divisions of NAF 2025 by section, checked against Insee's list; where a division says something else than in rev. 2.
_SECTIONS_2025: Final[Mapping[str, tuple[str, str, str]]] = {
    "A": ("Agriculture, sylviculture et pêche", _ENGLISH["A"], "01 02 03"),
    "B": ("Industries extractives", _ENGLISH["B"], "05 06 07 08 09"),
    "C": ("Industrie manufacturière", _ENGLISH["C"], " ".join(f"{number}" for number in range(10, 34))),
    "D": ("Production et distribution d’électricité, de gaz, de vapeur et d’air conditionné", _ENGLISH["D"], "35"),
    "E": ("Production et distribution d’eau, assainissement, déchets et dépollution", _ENGLISH["E"], "36 37 38 39"),
    "F": ("Construction", _ENGLISH["F"], "41 42 43"),
    "G": ("Commerce de gros et de détail", "Wholesale and retail trade", "46 47"),
    "H": ("Transports et entreposage", _ENGLISH["H"], "49 50 51 52 53"),
    "I": ("Hébergement et restauration", _ENGLISH["I"], "55 56"),
    "J": (
        "Édition, diffusion, production et distribution de contenu",
        "Publishing, broadcasting and content",
        "58 59 60",
    ),
    "K": (
        "Télécommunications, informatique et services d’information",
        "Telecoms, computing and information",
        "61 62 63",
    ),
    "L": ("Activités financières et d’assurance", _ENGLISH["K"], "64 65 66"),
    "M": ("Activités immobilières", _ENGLISH["L"], "68"),
    "N": ("Activités spécialisées, scientifiques et techniques", _ENGLISH["M"], "69 70 71 72 73 74 75"),
    "O": ("Activités de services administratifs et de soutien", _ENGLISH["N"], "77 78 79 80 81 82"),
    "P": ("Administration publique", _ENGLISH["O"], "84"),
    "Q": ("Enseignement", _ENGLISH["P"], "85"),
    "R": ("Santé humaine et action sociale", _ENGLISH["Q"], "86 87 88"),
    "S": ("Arts, sports et activités récréatives", _ENGLISH["R"], "90 91 92 93"),
    "T": ("Autres activités de services", _ENGLISH["S"], "94 95 96"),
    "U": ("Activités des ménages", _ENGLISH["T"], "97 98"),
    "V": ("Activités extraterritoriales", _ENGLISH["U"], "99"),
}
_DIVISIONS_2025: Final[Mapping[str, str]] = {
    "46": "Commerce de gros",
    "47": "Commerce de détail",
    "60": "Programmation, diffusion, agences de presse et distribution de contenu",
    "63": "Infrastructures informatiques, traitement de données et services d’information",
    "95": "Réparation d’ordinateurs, d’articles personnels et domestiques, de véhicules",
}


def activity_code(text: str) -> str:
    """`naf2:43.22A` for `4322A`. Raises InvalidNaf."""
    naf = parse_naf(text)
    return f"{PREFIXES[naf.version]}:{naf.code}"


def activity_codes(code: str) -> frozenset[str]:
    """What rules read of an activity: the code and everything above it, up to its section."""
    prefix, _, bare = code.partition(":")
    codes = {bare[:length] for length in (2, 4, 5, 6) if length <= len(bare)}
    section = _sections(prefix).get(bare[:2])
    return frozenset(f"{prefix}:{each}" for each in {*codes, section} - {None, ""})


def is_activity_code(text: str) -> bool:
    """Whether it is written like a code of a nomenclature we know, whole or cut after a level."""
    return _CODE.fullmatch(text) is not None


def knows_activity(text: str) -> bool:
    """Whether the code exists; of NAF 2025 below its divisions only the form is checked."""
    if not is_activity_code(text):
        return False
    prefix, _, bare = text.partition(":")
    if prefix == PREFIXES[NafVersion.NAF2025]:
        return bare in _SECTIONS_2025 or bare[:2] in _sections(prefix)
    return bare in _labels() or any(code.startswith(bare) for code in _labels())


def activity_label(code: str, locale: str = "fr") -> str:
    """« 43 Travaux de construction spécialisés »; a section also in English; the code alone when it is not known."""
    prefix, _, bare = code.partition(":")
    if not is_activity_code(code):
        return code
    is_new = prefix == PREFIXES[NafVersion.NAF2025]
    name = _name_2025(bare, locale) if is_new else _name(bare, locale)
    return f"{bare} {name}".rstrip() + (" (NAF 2025)" if is_new else "")


def activity_name(code: str, locale: str = "fr") -> str:
    """The words alone: « Travaux d’installation d’eau et de gaz en tous locaux »."""
    label = activity_label(code, locale)
    return label.partition(" ")[2] or label


def search_activities(text: str, limit: int = 8) -> tuple[str, ...]:
    """Codes that begin with what was typed, or whose words hold it; the widest first."""
    typed = " ".join(text.casefold().split())
    if not typed:
        return ()
    found = [
        code
        for code, label in _labels().items()
        if code.casefold().startswith(typed) or (len(typed) > 2 and typed in label.casefold())
    ]
    found.sort(key=lambda code: (not code.casefold().startswith(typed), len(code), code))
    return tuple(f"{PREFIXES[NafVersion.REV2]}:{code}" for code in found[:limit])


def most_precise(codes: frozenset[str]) -> str:
    """Of a code and those above it, the one that says most."""
    return max(codes, key=lambda code: (len(code), code))


def _name(bare: str, locale: str) -> str:
    if locale != "fr" and bare in _ENGLISH:
        return _ENGLISH[bare]
    labels = _labels()
    only = next((label for code, label in labels.items() if code.startswith(bare)), "") if len(bare) > 2 else ""
    return labels.get(bare, only)


def _name_2025(bare: str, locale: str) -> str:
    if bare in _SECTIONS_2025:
        return _SECTIONS_2025[bare][0 if locale == "fr" else 1]
    return _DIVISIONS_2025.get(bare[:2]) or _labels().get(bare[:2], "")


@lru_cache(maxsize=2)
def _sections(prefix: str) -> Mapping[str, str]:
    """The section of each division."""
    if prefix == PREFIXES[NafVersion.NAF2025]:
        return {division: letter for letter, row in _SECTIONS_2025.items() for division in row[2].split()}
    found, section = {}, ""
    for code in _labels():
        section = code if len(code) == 1 else section
        if len(code) == 2:
            found[code] = section
    return found


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    """Every code of NAF rev. 2 in the order of the file: a section, its divisions, and what is below each."""
    lines = NAF2_FILE.read_text(encoding="utf-8").splitlines()
    return MappingProxyType(dict(line.split("\t", 1) for line in lines if line and not line.startswith("#")))

"""Reading what people type for a place: names without accents, postal codes, CEDEX, arrondissements."""

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 100
# Sorts after every letter, digit and space: `name >= prefix and name < prefix + AFTER` is "starts with".
AFTER = "~"

_CITIES_WITH_DISTRICTS = frozenset({"lyon", "marseille", "paris"})
_MOST_DISTRICTS = 20
_EXPANDED = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = frozenset({"le", "la", "les", "l"})
# Words nobody searches a commune by.
_LINKS = _ARTICLES | frozenset(
    ["de", "du", "des", "d", "en", "et", "sur", "sous", "aux", "lez", "pres", "saint", "sainte"]
)
_SUR = re.compile(r"\bs\s*/\s*")
_CEDEX = re.compile(r"\bc[eé]dex\b(?:\s*[0-9]{1,2}\b)?", re.IGNORECASE)
_DISTRICT = re.compile(r"(?<= )0?([1-9][0-9]?)\s*(?:er|e|eme|nd|nde)?(?: arr(?:ondissement|dt|t)?)?$")
_CODE = re.compile(r"(?<![0-9A-Za-z])(?:F-?)?([0-9]{5}|[0-9]{2}\s[0-9]{3})(?![0-9A-Za-z])")
_DIGITS = re.compile(r"(?<![0-9A-Za-z])([0-9]{2,4}|2[ABab])(?![0-9A-Za-z])")
# "(69210, Rhône)": what stands beside the code in brackets is not the name.
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PlaceText:
    """What was typed, taken apart.

    `name` is comparable, `shown` can be read back to the person; `digits` is the beginning of a
    postal code or a department when there is no whole `postal_code`.
    """

    name: str
    shown: str
    postal_code: str = ""
    digits: str = ""
    cedex: bool = False


def search_name(text: str) -> str:
    """The comparable form of a name: ASCII lower case, single spaces, `St` written `saint`, `3e` written `3`."""
    folded = text[:MAX_LENGTH].casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", _SUR.sub(" sur ", plain)).split()
    return _DISTRICT.sub(r"\1", " ".join(_EXPANDED.get(word, word) for word in words))


def other_names(name: str) -> tuple[str, tuple[str, ...]]:
    """Of a search name: the form without its article (or ''), and the endings that begin at an inner word."""
    words = name.split()
    bare = " ".join(words[1:]) if len(words) > 1 and words[0] in _ARTICLES else ""
    inner = tuple(" ".join(words[i:]) for i in range(1, len(words)) if len(words[i]) > 2 and words[i] not in _LINKS)
    return bare, tuple(ending for ending in inner if ending != bare)


def city_of_district(name: str) -> str:
    """`lyon` for `lyon 3`; '' for any other search name."""
    city, _, number = name.rpartition(" ")
    return city if number.isdigit() and city in _CITIES_WITH_DISTRICTS else ""


def read_place(text: str) -> PlaceText:
    """Take apart `Roanne 42300`, `42300 ROANNE CEDEX 2`, `Saint-Denis (974)`, `Lyon 3e`, `2A`."""
    typed = unicodedata.normalize("NFKC", text[:MAX_LENGTH])
    ordinary = _CEDEX.sub(" ", typed)
    cedex = ordinary != typed
    if code := _CODE.search(ordinary):
        rest = _without(ordinary, code)
        return PlaceText(search_name(rest), _shown(rest), postal_code=re.sub(r"\s", "", code[1]), cedex=cedex)
    digits = _DIGITS.search(ordinary)
    if digits and not _is_district(ordinary):
        rest = _without(ordinary, digits)
        return PlaceText(search_name(rest), _shown(rest), digits=digits[1].upper(), cedex=cedex)
    return PlaceText(search_name(ordinary), _shown(ordinary), cedex=cedex)


def _is_district(text: str) -> bool:
    """Whether the number closing `text` is an arrondissement: `Lyon 03`, but neither `Lyon 69` nor `Roanne 42`."""
    name = search_name(text)
    return bool(city_of_district(name)) and int(name.rpartition(" ")[2]) <= _MOST_DISTRICTS


def _without(text: str, number: re.Match[str]) -> str:
    for brackets in _BRACKETS.finditer(text):
        if brackets.start() < number.start() < brackets.end():
            return text[: brackets.start()] + " " + text[brackets.end() :]
    return text[: number.start()] + " " + text[number.end() :]


def _shown(text: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split()).strip(" ,;()-")

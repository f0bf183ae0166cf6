"""How much a request looks like an advert or a machine: a score with its reasons. Pure.

Nothing here refuses anybody: from `HELD_FROM` on, a person looks before the request is routed. Words of danger or of
distress are never held, whatever else is suspicious. A trap that only a machine sees, or a text that many sent,
is enough; no small sign is: somebody who types fast, writes in
another alphabet or shares an office with many others is no machine.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import filterfalse

HELD_FROM = 4
# How long the fingerprint of a story is kept.
PRINTS_KEPT = timedelta(days=7)
# Seconds below which nobody has read the page and written a story.
TOO_FAST_SECONDS = 4
# Letters of a text that two owners do not write alike by chance.
_LONG_ENOUGH = 120
_MANY_FROM_ONE_ADDRESS = 10
_CROWD_FROM_ONE_ADDRESS = 40


class Sign(StrEnum):
    """What is suspicious about a request."""

    TRAP = "trap"
    FAST = "fast"
    ADVERT = "advert"
    SALES_WORDS = "sales_words"
    LINK = "link"
    LINKS = "links"
    ALPHABET = "alphabet"
    SEEN_BEFORE = "seen_before"
    SEEN_OFTEN = "seen_often"
    MANY = "many"
    CROWD = "crowd"
    EMPTY_WORDS = "empty_words"


_WEIGHTS: Mapping[Sign, int] = {
    Sign.TRAP: 4, Sign.FAST: 2, Sign.ADVERT: 2, Sign.SALES_WORDS: 2, Sign.LINK: 1, Sign.LINKS: 3, Sign.ALPHABET: 2,
    Sign.SEEN_BEFORE: 1, Sign.SEEN_OFTEN: 4, Sign.MANY: 1, Sign.CROWD: 2, Sign.EMPTY_WORDS: 2,
}  # fmt: skip


@dataclass(frozen=True)
class Traces:
    """What was noticed around a request. `seconds` is None where the page carried no time."""

    story: str
    trapped: bool = False
    seconds: float | None = None
    advert: bool = False
    """The understanding took it for an advert."""
    same_lately: int = 0
    """How many others sent the same text lately."""
    from_address: int = 0
    """How many stories came from this address within the hour."""
    suffering: bool = False


@dataclass(frozen=True)
class Suspicion:
    """The sum of all signs, the heaviest first."""

    score: int
    signs: tuple[Sign, ...]

    @property
    def is_held(self) -> bool:
        """Whether a person looks first."""
        return self.score >= HELD_FROM


def suspicion(traces: Traces) -> Suspicion:
    """How suspicious a request is; not at all when somebody suffers."""
    if traces.suffering:
        return Suspicion(0, ())
    signs = sorted({*_of_behaviour(traces), *_of_words(traces)}, key=lambda sign: (-_WEIGHTS[sign], sign))
    return Suspicion(sum(_WEIGHTS[sign] for sign in signs), tuple(signs))


def fingerprint(story: str) -> str:
    """The same for texts that differ in case, accents, signs, figures and spaces only; '' for a text too short to tell."""
    plain = unicodedata.normalize("NFKD", story).casefold()
    letters = "".join(filter(str.isalpha, plain))
    # « J’ai une dette Urssaf » is said by many owners, each for themselves.
    return sha256(letters.encode()).hexdigest() if len(letters) >= _LONG_ENOUGH else ""


def _of_behaviour(traces: Traces) -> Iterable[Sign]:
    if traces.trapped:
        yield Sign.TRAP
    if traces.seconds is not None and traces.seconds < TOO_FAST_SECONDS:
        yield Sign.FAST
    if traces.same_lately >= 3:
        yield Sign.SEEN_OFTEN
    elif traces.same_lately:
        yield Sign.SEEN_BEFORE
    if traces.from_address >= _CROWD_FROM_ONE_ADDRESS:
        yield Sign.CROWD
    elif traces.from_address >= _MANY_FROM_ONE_ADDRESS:
        yield Sign.MANY


def _of_words(traces: Traces) -> Iterable[Sign]:
    if traces.advert:
        yield Sign.ADVERT
    plain = _plain(traces.story)
    if _SALES.search(plain):
        yield Sign.SALES_WORDS
    links = len(_LINKS.findall(traces.story))
    if links:
        yield Sign.LINKS if links >= 3 else Sign.LINK
    if _foreign_share(traces.story) > 0.4:
        yield Sign.ALPHABET
    if _says_nothing(plain):
        yield Sign.EMPTY_WORDS


_LINKS = re.compile(r"https?://|\bwww\.|\[url[=\]]|<a\s", re.IGNORECASE)
_SALES = re.compile(
    r"\b(?:backlinks?|seo (?:expert|service|agency|package)s?|referencement (?:naturel )?(?:garanti|pas cher)|"
    r"premiere page (?:de )?google|casino|viagra|cialis|bitcoins?|crypto(?:monnaie)?s? (?:gagn|investi)\w*|"
    r"unsubscribe|click here|cliquez ici pour|offre exclusive|promotion exceptionnelle|rachat de credit sans|"
    r"pret entre particuliers?|pret rapide sans justificatif|augmentez (?:votre|vos) (?:trafic|ventes|visibilite)|"
    r"boost(?:ez|er)? (?:votre|vos) (?:site|trafic|ventes|visibilite)|guest posts?|adult dating|"
    r"marketing (?:agency|services)|fichiers? (?:b2b|de prospection|prospects))\b"
)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(filterfalse(unicodedata.combining, decomposed)).split())


def _foreign_share(text: str) -> float:
    letters = {sign: count for sign, count in Counter(text).items() if sign.isalpha()}
    total = sum(letters.values())
    if total < 20:
        return 0.0
    latin = sum(count for sign, count in letters.items() if unicodedata.name(sign, "").startswith("LATIN"))
    return 1 - latin / total


def _says_nothing(plain: str) -> bool:
    """A long run of signs without a word, or one word many times."""
    words = plain.split()
    longest = max(map(len, words), default=0)
    return (len(words) >= 12 and len(set(words)) <= len(words) // 4) or (longest > 60 and not _LINKS.search(plain))

"""Where the firm may be: words after « à », « basé à », a postal code. The caller looks them up."""

import re
from typing import Final

from care_triage.triage.told.text import Story
from care_triage.triage.told.types import ToldPlace

_LINKS_WORDS: Final = """le la les de du des d en et sur sous aux lez lès les l saint sainte st ste"""
_LINKS: Final = frozenset(_LINKS_WORDS.split())
# Ordinary words and names that are communes too, or stand after « à » without being a place.
_NOT_PLACES_WORDS: Final = """urssaf msa tva sie tribunal banque bout jour moi nous cause partir peine temps mes mon ma nos notre un une
    la le les zero découvert decouvert main france bonne suite payer terme poste vendre louer reprendre ceder
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
    septembre octobre novembre decembre paris europe allemagne espagne italie suisse chine etats amerique
    royaume prison vente conge aide aides bail pret credit retard plus fait terre eau bois pain vie long pole
    bpi bpifrance cci cma dgfip rsi cipav agirc chorus google instagram facebook banques clients client
    salaries sa votre vos ce cet cette tout toute tous qui quoi chacun personne rien eux elle lui autre deux
    trois quatre"""
_NOT_PLACES: Final = frozenset(_NOT_PLACES_WORDS.split())
_NAME: Final = r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:[ -](?:[A-ZÀ-ÖØ-Þ0-9][\w’'-]*|(?:le|la|les|de|du|des|en|et|sur|sous|lès|lez|aux|d[’']|l[’'])(?=[ -]?[\w’'])))*"
_STRONG: Final = (
    r"(?:bas[ée]{1,2}s?|situ[ée]{1,2}s?|install[ée]{1,2}s?|implant[ée]{1,2}s?|domicili[ée]{1,2}s?|habite|based|located)(?: (?:à|a|au|aux|en|dans|sur|vers|près de|pres de|in|at|near)) "
    r"|(?:ici à|commune de|ville de|mairie de|town of) |(?:je suis|suis|nous sommes|on est|i am|i’m|we are) (?:à|in|from|de) "
)
_TRADE: Final = (
    r"(?:restaurant|bar|salon|boulangerie|boutique|magasin|garage|atelier|commerce|ferme|entreprise|société|societe|local|hôtel|hotel|café|cafe|épicerie|pizzeria|usine|pharmacie|exploitation"
    r"|plombier|plombière|coiffeuse|coiffeur|boulanger|boulangère|artisan|artisane|maçon|macon|menuisier|électricien|electricien|commerçante?|traiteur|fleuriste|garagiste|restaurateur|agriculteur|agricultrice|éleveur|maraîcher|bakery|shop|baker|plumber)"
    r"(?: [\w’'-]{1,20}){0,3} (?:à|a|in|near) "
)
# Names in capitals, or a few words in lower case behind strong words only.
_CODE: Final = re.compile(
    r"(?<![\w€])(?:(?P<before>[^\W\d_][^\W\d_’'-]*(?:[ -][^\W\d_]+){0,4}) ?[,(]? ?)?(?P<code>(?:0[1-9]|[1-8]\d|9[0-5])\d{3})(?![\d]| ?€| ?euro)(?: ?[,)]? ?(?P<after>[A-ZÀ-Ö][\w’'-]+(?:[ -][A-ZÀ-Ö][\w’'-]+){0,4}))?"
)
_NAMED: Final = re.compile(rf"(?:\b(?i:{_STRONG})|\b(?i:{_TRADE}))(?P<name>{_NAME}(?: \d{{1,2}}(?:e|er|ème|eme)?\b)?)")
_LOOSE: Final = re.compile(rf"\b(?i:{_STRONG}|{_TRADE})(?P<name>[^\W\d_][\w’'-]*(?:[ -][^\W\d_][\w’'-]*){{0,4}})")
_ANY: Final = re.compile(rf"(?<=[\s,(])(?:à|in|sur|near) (?P<name>{_NAME}(?: \d{{1,2}}(?:e|er|ème|eme)?\b)?)")
_AMOUNT_AFTER: Final = re.compile(r"^ ?(?:€|euros?|k\b|de |d[’'])", re.IGNORECASE)
_LONGEST: Final = 5


def place_in(story: Story) -> ToldPlace | None:
    """The first words that may be the firm's place, the surest way of saying it first."""
    text = story.original
    for match in _CODE.finditer(text):
        if _AMOUNT_AFTER.match(text[match.end("code") :]):
            continue
        start, end = match.span("code")
        if match["after"]:
            return _place(
                text, start, match.end("after"), (f"{match['after']} {match['code']}", match["code"]), sure=True
            )
        names = [f"{name} {match['code']}" for name in _endings(match["before"] or "")]
        return _place(text, start, end, (*names, match["code"]), sure=True)
    for pattern, sure in ((_NAMED, True), (_LOOSE, False), (_ANY, False)):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if names := _beginnings(match["name"]):
                return _place(text, start, start + len(names[0]), tuple(names), sure=sure)
    return None


def _place(text: str, start: int, end: int, candidates: tuple[str, ...], *, sure: bool) -> ToldPlace:
    return ToldPlace(text[start:end], start, end, candidates, sure)


def _beginnings(name: str) -> list[str]:
    words = list(re.finditer(r"[^ ]+", name))[:_LONGEST]
    found = [name[: word.end()] for word in reversed(words) if word.group().lower() not in _LINKS]
    return [text for text in found if not _is_ordinary(text)]


def _endings(name: str) -> list[str]:
    words = list(re.finditer(r"[^ ]+", name))[-_LONGEST:]
    return [name[word.start() :].strip() for word in words if word.group().lower() not in _LINKS]


def _is_ordinary(name: str) -> bool:
    return Story(name.split(" ", maxsplit=1)[0]).text.split(" ")[0] in _NOT_PLACES

"""The teller's own trade: « je suis plombier », « mon salon », « nos vaches »; never « mon client plombier ».

What the teller says to be, to run or to do counts before what they have around them, and that before clues.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from care_triage.triage.told.phrases import Found
from care_triage.triage.told.text import Story
from care_triage.triage.told.trades import BROAD, CLUES, LINES, PEOPLE, PLACES, THINGS, Named, named

_LONGEST_BEFORE: Final = 90
_SMALL: Final = (
    r"(?:petite?s?|jeunes?|vie(?:ux|ille)|ancienn?e?s?|grande?s?|nouve(?:au|lle)s?|premiere?s?|second|deuxieme|propres?|seule?|beaux?|belle|familiale?s?|modestes?|simples?"
    r"|small|own|little|young|family|new|busy|tiny|self employed|independent|old)"
)
_FIGURES: Final = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente)"
_FILLER: Final = (
    rf"(?:{_SMALL}|artisane?|maitre|chefs?|cheffe|auto ?entrepreneu\w*|micro ?entrepreneu\w*|entrepreneu\w*|independante?s?|gerante?s?|patronn?e?s?|associee?s?|freelance|installee?|aussi|toujours|actuellement"
    rf"|depuis {_FIGURES} (?:ans|mois|annees)|freres?|soeurs?|tout|une?|des|a|an|the|la|le|comme|en|de metier|de profession|femme|homme|couple d|couple de|{_FIGURES})"
)
_FILLERS: Final = rf"(?: {_FILLER}){{0,4}}"
_HELLO: Final = r"(?:(?:bonjour|bonsoir|salut|bjr|slt|hello|hi|madame|monsieur|allo)[^.!?\n]{0,30}[,.!] ?)?"
# « je suis », « en tant que », or the very first words: who the teller is.
_SELF: Final = re.compile(
    rf"(?:^{_HELLO}|\b(?:je suis|jsuis|j suis|chui|chuis|je reste|on est|nous sommes|nous , |moi|en tant que?|etant|comme nous|je travaille comme|j exerce (?:comme|le metier de|en tant que)|mon metier|metier"
    rf"|a mon compte|auto ?entrepreneu\w*|micro ?entrepreneu\w*|artisane?|independante?|installee?|reconverti\w*|devenue?s?|i am|i m|we are|we re|as an?|i work as|working as)(?:,)?){_FILLERS} ?$"
)
# « , coiffeuse à Roanne, »: between commas, with what only says it of oneself.
_APPOSED: Final = re.compile(rf"(?:^|[.!?;:\n,(] ?){_FILLERS} ?$")
_OF_ONESELF: Final = re.compile(
    r"^ ?(?:depuis|a mon compte|a domicile|a son compte|installe\w*|de metier|independant\w*|liberale?|bio\b|seule?\b|et (?:je|j|mere|pere|maman|papa)|, (?:je|j|nous|on|mon|ma|mes|notre|nos|i|we|my|our)\b|a la campagne|en micro)"
)
# « Ébéniste à Lyon, … », « Garage à Amplepuis. »: a sentence that begins with a trade and its place.
_AT_A_PLACE: Final = re.compile(r"^ (?:a|au|aux|en|dans|pres d\w*|sur|in|near) [^.!?\n,]{2,40}(?:[,.!?\n]|$)")
_VERB: Final = (
    r"(?:(?:je|on|nous|i|we)(?: \w+)? )?\b(?:tiens|tient|tenons|tenais|gere|gerons|dirige|dirigeons|exploite|exploitons|possede|possedons|cogere|anime|pilote|preside|codirige|ouvert|ouvre|ouvrons|repris|repris|monte|montee|cree|creee|lance|lancee|achete|heritee?"
    r"|j ai|j avais|on a|nous avons|avons|avec|run|running|own|manage|have|opened|started|took over|bought)"
)
_ROLE: Final = (
    r"(?:co ?gerante?s?|gerante?s?|patronn?e?s?|dirigeante?s?|proprietaires?|responsable|president\w*|directeur|directrice|a la tete|tenanci\w+|exploitante?s?|associee?s?|a la barre|fondat\w+|owners?|manager|director|head|founder|chef d entreprise|cheffe d entreprise|heritiere?s?)"
    r" (?:d une?|d|de l|de la|des|de|du|of an?|of|dans|en)"
)
_MY: Final = r"\b(?:mon|ma|mes|notre|nos|my|our|dans mon|dans ma)"
_OWNED: Final = (
    rf"(?:{_MY}|{_VERB} (?:une?|deux|trois|le|la|l|les|des|notre|a|an|the|two|d une?)|{_ROLE}|\b(?:nous sommes|on est|c est|we are|we re|it s|est) (?:une?|a|an)|\b(?:co ?gerante?|gerante?|patronn?e?|dirigeante?) (?:de|d))"
    rf"(?: {_SMALL}){{0,2}}"
)
_OWN: Final = re.compile(rf"(?:{_OWNED}|^{_HELLO}(?:{_SMALL} )?) ?$")
_SENTENCE_OWN: Final = re.compile(rf"[.!?\n] ?(?:{_SMALL} )?$")
_FIRM: Final = (
    r"(?:entreprise|societe|sarl|eurl|sasu?|snc|scop|boite|affaire|activite|atelier|pme|tpe|cabinet|agence|magasin|boutique|commerce|structure|micro entreprise|auto entreprise|autoentreprise|micro|company|firm|business|shop|metier|groupe|association|service)"
    r"(?: (?:familiale?|artisanale?|specialisee?|generale?|individuelle|\w+ale|\w+ise))?(?: de \d+ \w+)?"
)
_OF: Final = r"(?: (?:specialisee? )?(?:dans|en|de|du|des|d|in|of|doing))(?: (?:la|le|l|les|materiel|produits|vente de|fabrication de|pose de|travaux de|services? de))*"
_FIRM_OF: Final = re.compile(rf"(?:{_OWNED}|^{_HELLO}(?:{_SMALL} )?|[.!?\n] ?)(?: ?){_FIRM}{_OF} ?$")
_DOING: Final = re.compile(
    r"\b(?:je (?:suis|fais|travaille|bosse|vends|propose|realise|pose)|jfais|on (?:est|fait|travaille|bosse|vend|pose)|nous (?:sommes|faisons|travaillons|vendons|proposons|realisons)|(?:me suis )?lancee?s?|specialisee?s?|a mon compte|auto ?entrepreneu\w*|micro ?entrepreneu\w*"
    r"|artisane?s?|independante?s?|installee?s?|mon compte|we do|i do|i work|we work)(?: (?:dans|en|de|du|des|la|le|l|les|d|une?|surtout|aussi|petits?|toujours|in|the|some|on|\d+|depuis|ans))* ?$"
)
_HAVING: Final = re.compile(rf"{_MY}(?: (?:{_SMALL}|\w+ante?s?|\w+iers?|bons?|deux|trois|\d+))? ?$")
# Somebody else's: « mon client plombier », « un boulanger me doit ».
_OTHERS: Final = re.compile(
    r"\b(?:clients?|clientes?|fournisseurs?|fournisseuse|voisins?|voisine|concurrents?|proprietaires?|bailleurs?|locataires?|pere|mere|fils|fille|frere|soeur|cousine?|amie?|collegue|confrere|partenaire|prestataire|associee?|salariee?|employee?|stagiaire|customer|supplier|landlord|neighbour|competitor|contre|chez|avec|par|for|by|with)"
    r"(?: (?:est|c est|qui est|une?|le|la|mon|ma|notre|autre|a|an|the|is|de|du|d|des))* (?:\w+ )?$|\b(?:une?|le|la|l|du|au|d|des|les|aux|ce|cet|cette|ancien|ancienne|autre|futurs?|son|sa|leur|the|an?|another|par) (?:\w+ )?$"
)
# Whoever makes or mends things with their hands is a craftsman until they say more; so is who sells « mes créations ».
_MAKING: Final = re.compile(
    r"\b(?:je|j|nous|on|i|we) (?:(?:y|les?|la|leur|vous|aussi) )?(?:fabri(?:que|quons)|confectionn(?:e|ons)|faconn(?:e|ons)|restaur(?:e|ons)|repar(?:e|ons)|retap(?:e|ons)|tricot(?:e|ons)|cou(?:ds|sons)"
    r"|brod(?:e|ons)|sculpt(?:e|ons)|forge(?:ons)?|torrefi(?:e|ons)|brass(?:e|ons)|tourn(?:e|ons) (?:du|le) bois|craft|repair|restore|sew|brew)\b|\b(?:mes|nos|my|our) creations\b|\bfait(?:es|s)? (?:a la main|main|maison)\b"
)
_CRAFT: Final = "artisanat"
_WORKSHOPS: Final = frozenset({_CRAFT, "industrie", "agricole"})
_WISHED: Final = re.compile(
    r"\b(?:reprendre|racheter|acheter|ouvrir|trouver|cherch\w+|recherch\w+|devenir|projet|buy|looking|find)\b[^.!?]{0,40}$"
)
# An accountant writes for somebody else, whose trade is what counts.
_ADVISER: Final = re.compile(r"^(?:expert comptable|experte comptable|chartered accountant|accountant)")
_ADVISED: Final = re.compile(r"\b(?:clients?|clientes?|accompagn\w+|pour le compte|dossier|clients of)\b")
_ENOUGH: Final = 2


def activity(story: Story) -> Found | None:
    """The trade of the teller, sure where they say it; what is only around them makes it likely."""
    trades = list(named(story))
    for ways in (_said_people, _said_places, _said_lines):
        if own := [trade for trade in trades if ways(story, trade)]:
            return _found(own[0])
    return _around(story, trades)


def mentioned(story: Story) -> Iterator[Named]:
    """Every trade or place of trade that is named, whosever it is."""
    return (trade for trade in named(story) if trade.kinds & {PEOPLE, PLACES})


def _said_people(story: Story, trade: Named) -> bool:
    if PEOPLE not in trade.kinds or (_ADVISER.match(trade.words) and _ADVISED.search(story.text)):
        return False
    before = _before(story, trade)
    if _SELF.search(before) or _begins_at_a_place(story, trade):
        return True
    return _APPOSED.search(before) is not None and _OF_ONESELF.match(story.text[trade.end : trade.end + 40]) is not None


def _said_places(story: Story, trade: Named) -> bool:
    before = _before(story, trade)
    if PLACES not in trade.kinds or _WISHED.search(before):
        return False
    if _OWN.search(before) or _begins_at_a_place(story, trade):
        return True
    return bool(_SENTENCE_OWN.search(before) and _OF_ONESELF.match(story.text[trade.end :]))


def _begins_at_a_place(story: Story, trade: Named) -> bool:
    return bool(_SENTENCE_OWN.search(_before(story, trade)) and _AT_A_PLACE.match(story.text[trade.end :]))


def _said_lines(story: Story, trade: Named) -> bool:
    before = _before(story, trade)
    if LINES not in trade.kinds or _WISHED.search(before):
        return False
    return bool(_FIRM_OF.search(before) or _DOING.search(before))


def _around(story: Story, trades: Sequence[Named]) -> Found | None:
    """What the teller has, then the places that say little, then what is spoken of."""
    having = [trade for trade in trades if THINGS in trade.kinds and _HAVING.search(_before(story, trade))]
    if having:
        return _likeliest(having, sure=len({trade.code for trade in having}) == 1)
    clues = list(_clues(story, trades))
    if broad := next((trade for trade in trades if BROAD in trade.kinds and _OWN.search(_before(story, trade))), None):
        return _found(broad, sure={clue.code for clue in clues} == {broad.code})
    if (making := _MAKING.search(story.text)) and not {clue.code for clue in clues} & _WORKSHOPS:
        return Found("activity", _CRAFT, making.start(), making.end(), sure=False)
    if clues:
        alone = len({clue.code for clue in clues}) == 1 and len({clue.words for clue in clues}) >= _ENOUGH
        return _likeliest(clues, sure=alone)
    # Nothing of their own yet: it is the firm they want to open or to take over that will be helped.
    wished = [trade for trade in trades if PLACES in trade.kinds and _WISHED.search(_before(story, trade))]
    return _likeliest(wished, sure=False) if wished else None


def _clues(story: Story, trades: Sequence[Named]) -> Iterator[Named]:
    for trade in trades:
        if CLUES in trade.kinds or (
            trade.kinds & {PEOPLE, PLACES, LINES} and not _OTHERS.search(_before(story, trade))
        ):
            yield trade


def _likeliest(trades: Sequence[Named], *, sure: bool) -> Found:
    counts = Counter(code for code, _words in {(trade.code, trade.words) for trade in trades})
    return _found(max(trades, key=lambda trade: (counts[trade.code], -trade.start)), sure=sure)


def _found(trade: Named, *, sure: bool = True) -> Found:
    return Found("activity", trade.code, trade.start, trade.end, sure)


def _before(story: Story, trade: Named) -> str:
    return story.text[max(0, trade.start - _LONGEST_BEFORE) : trade.start]

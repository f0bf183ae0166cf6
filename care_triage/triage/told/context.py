"""Whether words are the teller's own and real: not denied, not feared, not somebody else's."""

import re
from typing import Final

from care_triage.triage.told.text import Story

_FILLERS: Final = (
    "encore|recue?s?|eu|de|d|du|des|la|le|l|les|un|une|en|fait|ete|suis|sommes|est|mise?s?|placee?s?|ouverte?|a|au|ce|jour|pour"
    "|moment|declaree?|demandee?|signee?|subi|j ai|je|on|nous|objet|vraiment|du tout|dans|ni|received|had|got|been|in|any|yet"
    "|for|the|under|have|got"
)
_NEGATED: Final = re.compile(
    r"(?:\b(?:pas|pa|jamais|aucune?|sans|ni|non|zero|not|never|no|without|haven t|hasn t|didn t|don t|isn t|aren t)"
    rf"|\b(?:n|ne)(?: \w+){{1,3}} plus)(?: (?:{_FILLERS}))* ?$"
)
_FEARED: Final = re.compile(
    r"\b(?:peur|crain[st]|craignons|crainte|redoute|redoutons|risque|risques|risquons|risquer|si|sinon|au cas ou|menace\w*|avant"
    r"|eviter|evite|pour ne pas|peut etre|dois je|faut il|est ce que?|c est quoi|qu est ce|me demande|savoir"
    r"|comment|vais|va|vont|allons|bientot|prevenir|informations? sur|question sur|renseigne\w*"
    r"|afraid|scared|if|risk|avoid|before|might|may|will|threat\w*|worried|going to|fear|what is|how to)\b"
)
_WISHED: Final = re.compile(
    r"\b(?:demand\w*|conseill\w*|propos\w*|envisag\w*|pens\w*|song\w*|hesit\w*|solliciter|ouvrir|pourquoi pas|vers|veux|voudrais"
    r"|souhait\w*|preconis\w*|parl\w*|evoqu\w*|apply|ask\w*|advis\w*|want|consider\w*|racheter|reprendre|reprise|reprends|acheter)\b"
)
_SOMEONE: Final = (
    r"\b(?:mon|ma|mes|un|une|notre|nos|son|sa|leur|le|la|les|des|autre|quelques|plusieurs|deux|trois|my|our|a|an|the|this|ce|cet|cette)"
    r" (?:de mes |de nos |of my |of our )?(?:\w+ ){0,2}?"
    r"(?:clients?|clientes?|fournisseurs?|locataires?|concurrents?|voisins?|voisines?|donneurs? d ordres?|associee?s?|frere|soeur|mari|femme"
    r"|epoux|epouse|ami|amie|amis|copain|copine|pere|mere|fils|fille|cousine?|salariee?s?|employee?s?|apprentie?s?|beau frere|collegue|confrere|sous traitants?|franchiseur|franchise"
    r"|partenaires?|prestataires?|acheteurs?|debiteurs?|maitre d ouvrage|promoteur|constructeur|entreprise que|societe que|repreneur|cedant|vendeur"
    r"|customers?|suppliers?|competitors?|tenant|friend|brother|sister|husband|wife|partner|father|mother)\b"
)
# The subject of the verb: close before the words, and nothing says that it happens to the teller.
_OTHERS: Final = re.compile(rf"{_SOMEONE}(?P<between>(?: [\w€.,]+){{0,7}}) ?$")
# « il est en redressement … il me doit 18 000 € »: the one who owes, not the teller.
_THEY: Final = re.compile(r"\b(?:ils?|elles?|he|she|they)(?: (?:est|sont|is|are))? ?$")
OWES_ME: Final = r"(?:(?:me|nous) (?:doi[stv]\w*|devai\w+)|owes? (?:me|us))"
_OWES_ME: Final = re.compile(rf"\b{OWES_ME}\b")
_TO_ME: Final = re.compile(r"\b(?:m|me|je|j|on|suis|nous|moi|notre|mon|ma|mes|us)\b(?! dit\b| a dit\b| ont dit\b)")
_TOWARDS: Final = re.compile(rf"^ ?(?:judiciaire )?(?:a|au|aux|contre|against|to) ?{_SOMEONE}")
_BELONGS: Final = re.compile(rf"^ ?(?:judiciaire )?(?:de|d|du|des|chez|of) ?{_SOMEONE}")
_MY_ACT: Final = re.compile(
    r"\b(?:j ai|on a|nous avons|je lui ai|je leur ai|lui ai|leur ai|ai deja|i have|i|we|je|j|puis je|vais|veux|voudrais|dois|faut|comment)"
    r"(?: (?:deja|lui|leur|bien|aussi|sent|meme))*"
    r" (?:envoy\w*|adress\w*|fait (?!l objet)\w*|faire|fais|lanc\w*|depos\w*|engag\w*|obten\w*|obtiens|obtenu|assigne|mis\b|sent|filed|send)\b"
)


def is_negated(story: Story, start: int) -> bool:
    """« pas de », « jamais reçu de », « aucune »."""
    return _NEGATED.search(story.before(start)) is not None


def is_feared(story: Story, start: int) -> bool:
    """« j’ai peur de », « si », « pour éviter »: not there yet, or a question."""
    return _FEARED.search(story.before(start)) is not None


def is_of_others(story: Story, start: int, end: int) -> bool:
    """« mon client est en … », « une assignation contre mon locataire »."""
    match = _OTHERS.search(story.before(start))
    if match is not None and not _TO_ME.search(match["between"]):
        return True
    if _THEY.search(story.before(start)) and _OWES_ME.search(story.text):
        return True
    return _TOWARDS.match(story.after(end)) is not None


def belongs_to_others(story: Story, end: int) -> bool:
    """« la liquidation de mon fournisseur »."""
    return _BELONGS.match(story.after(end)) is not None


def is_wished(story: Story, start: int) -> bool:
    """« on me conseille de demander la liquidation »: spoken of, not opened."""
    return _WISHED.search(story.before(start)) is not None


def is_my_act(story: Story, start: int) -> bool:
    """« j’ai envoyé une mise en demeure »: the teller’s own move, not one suffered."""
    return _MY_ACT.search(story.before(start)) is not None

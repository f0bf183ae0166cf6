"""What a story says of the business itself: its activity and its form.

Only what a story says of its teller counts: « je suis plombier », not « mon client plombier ».
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from care_triage.triage.document import FactSpec
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.staff import staff
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import Told

# People by trade, and places; plural and feminine endings are added by the pattern.
_TRADES: Mapping[str, str] = {
    "liberal_juridique": "avocat|avocate|notaire|commissaire de justice|mandataire judiciaire",
    "agricole": """agriculteur|agricultrice|eleveur|eleveuse|viticulteur|viticultrice|vigneron|vigneronne|maraicher
        |maraichere|arboriculteur|apiculteur|horticulteur|cerealier|paysan|paysanne|exploitant agricole
        |exploitante agricole|farmer""",
    "artisanat": """artisan|artisane|plombier|plombiere|chauffagiste|electricien|electricienne|macon|maconne|menuisier
        |menuisiere|ebeniste|charpentier|couvreur|carreleur|platrier|peintre en batiment|serrurier|boulanger|boulangere
        |patissier|patissiere|boucher|bouchere|charcutier|traiteur|chocolatier|fromager|coiffeur|coiffeuse|barbier
        |estheticienne|fleuriste|garagiste|mecanicien|carrossier|cordonnier|couturier|couturiere|tapissier|photographe
        |bijoutier|bijoutiere|horloger|horlogere|imprimeur|ferronnier|potier|potiere|ceramiste|reparateur|reparatrice|ramoneur
        |taxi|toiletteur|toiletteuse|prothesiste|prothesiste ongulaire|patissiere|bouchere charcutiere|charcutiere
        |chocolatiere|fromagere|glacier|glaciere|brasseur|brasseuse|torrefacteur|torrefactrice|confiseur|confiseuse
        |plaquiste|facadier|etancheur|zingueur|terrassier|paysagiste|elagueur|elagueuse|jardinier|jardiniere|charpentiere
        |couvreuse|carreleuse|platriere|peintre|serruriere|vitrier|miroitier|storiste|cuisiniste|agenceur|agenceuse
        |ebeniste|tourneur|luthier|luthiere|relieur|relieuse|encadreur|encadreuse|doreur|verrier|verriere|sellier|selliere
        |maroquinier|maroquiniere|modiste|retoucheur|retoucheuse|brodeur|brodeuse|styliste|creatrice|createur|savonnier
        |savonniere|cirier|ciriere|tatoueur|tatoueuse|maquilleuse|estheticien|onglerie|barbiere|dessinateur sur cuir
        |garagiste|carrossiere|mecanicienne|depanneur|depanneuse|ambulancier|ambulanciere|demenageur|chaudronnier
        |metallier|soudeur|soudeuse|tolier|ajusteur|mouliste|graveur|graveuse|serigraphe|photographe|marbrier
        |tailleur de pierre|rempailleur|rempailleuse|tapissiere|matelassier|restauratrice de meubles|fleuriste|fumiste
        |frigoriste|climaticien|installateur|installatrice|poseur|domoticien|electromecanicien|pisciniste|ramoneuse
        |plumber|baker|builder|hairdresser|electrician|carpenter|craftsman|craftswoman|craftsperson""",
    "liberal": """medecin|infirmier|infirmiere|kinesitherapeute|kine|osteopathe|dentiste|veterinaire|sage femme
        |orthophoniste|psychologue|architecte|geometre|profession liberale|liberal|liberale|pharmacien|pharmacienne""",
    "commerce": """commercant|commercante|restaurateur|restauratrice|hotelier|hoteliere|cafetier|libraire|epicier
        |epiciere|buraliste|cafetiere|e commercant|e commercante|opticien|opticienne|shopkeeper|restaurant owner|primeur
        |caviste|grossiste|negociant|negociante|antiquaire|brocanteur|brocanteuse|forain|foraine|marchand|marchande
        |disquaire|droguiste|quincaillier|mercier|merciere|poissonnier|poissonniere|creperie|crepier|crepiere|glacier""",
    "services": """consultant|consultante|freelance|formateur|formatrice|coach|developpeur|developpeuse|graphiste
        |transporteur|chauffeur vtc|auto ecole|agent immobilier|redacteur|redactrice|traducteur|traductrice|wedding planner
        |community manager|conciergerie|webmaster|monteur video|vidéaste|videaste|interprete|courtier|courtiere|guide
        |professeur de yoga|professeure de yoga|coach sportif|coach sportive|educateur canin|livreur|coursier""",
    "industrie": "industriel|industrielle",
}  # fmt: skip
_PLACES: Mapping[str, str] = {
    "agricole": "ferme|exploitation|exploitation agricole|gaec|earl|vignoble|elevage|cheptel|farm",
    "artisanat": """boulangerie|patisserie|boucherie|charcuterie|fromagerie|brasserie artisanale|menuiserie|salon de coiffure|salon d esthetique|garage
        |carrosserie|plomberie|maconnerie|charpente|serrurerie|cordonnerie|chocolaterie|entreprise artisanale
        |entreprise du batiment|tpe du batiment|entreprise de batiment|bakery""",
    "commerce": """restaurant|bar|cafe|bistrot|brasserie|hotel|boutique|magasin|commerce|epicerie|librairie|pizzeria
        |food truck|camping|tabac|superette|supermarche|shop|bookshop""",
    "liberal": "cabinet medical|cabinet d architecte|cabinet infirmier|cabinet de kine|cabinet dentaire|pharmacie",
    "services": """agence|auto ecole|entreprise de transport|entreprise de nettoyage|agence de communication
        |bureau d etudes|societe de conseil|creche|salle de sport""",
    "industrie": "usine|pme industrielle|entreprise industrielle|fonderie|scierie|factory",
    "association": "association",
}  # fmt: skip
_FORMS: Mapping[str, str] = {
    "micro": "micro entreprise|micro entrepreneur|micro entrepreneuse|auto entreprise|auto entrepreneur|autoentrepreneur",
    "eurl": "eurl", "sarl": "sarl", "sasu": "sasu", "sas": "sas", "sa": "societe anonyme", "snc": "snc",
    "scop": "scop|scic", "sel": "selarl|selas", "societe_agricole": "gaec|earl|scea", "sci": "sci",
    "association": "association", "ei": "entreprise individuelle|nom propre",
}  # fmt: skip
# What a firm is « of »: « ma SARL de plomberie », « entreprise de nettoyage ».
_LINES: Mapping[str, str] = {
    "artisanat": """plomberie|chauffage|maconnerie|menuiserie|electricite|peinture|carrelage|couverture|charpente
        |coiffure|batiment|renovation|platrerie|serrurerie|mecanique auto|reparation|plomberie chauffage|ravalement
        |facades|isolation|charpente couverture|paysage|espaces verts|demolition|terrassement|ferronnerie|metallerie
        |ebenisterie|agencement|couture|retouches|esthetique|cuisines|stores|vitrerie|toiture|toitures|depannage""",
    "services": "transport|transports|nettoyage|conseil|formation|communication|securite|demenagement|informatique",
    "industrie": "metallurgie|decolletage|plasturgie|chaudronnerie|usinage|textile",
}  # fmt: skip
# What a business has around it. Told of nobody in particular, it only makes an activity likely.
_CLUES: Mapping[str, str] = {
    "artisanat": """chantier|artisanal|artisanale|artisanaux|je fabrique|nous fabriquons|fait main|mes creations|mes chutes
        |fournil|atelier|mon labo|notre labo|mes compagnons|nos compagnons|decennale|maitre d apprentissage|utilitaire""",
    "agricole": """mes vaches|mes brebis|mes chevres|mes ruches|mes vignes|nos vignes|hectares|troupeau|recolte|recoltes
        |semis|moisson|vendanges|tracteur|serres|mes betes|nos betes|lait""",
    "liberal": "mes patients|mes patientes|patientele|ma tournee|honoraires|mon ordre|consoeur|confrere",
    "commerce": """ma vitrine|notre vitrine|mes rayons|ma terrasse|notre terrasse|couverts|passage devant|ma caisse
        |mes clientes|chambres|le service du midi|cuisine du restaurant""",
    "industrie": "ligne de production|atelier de production|machines outils|donneur d ordres|donneurs d ordres|nos ouvriers",
    "services": "mes missions|mes prestations|mes coachings|mes eleves",
}  # fmt: skip
# « je suis », « en tant que », or the very first words: what follows is the teller's own trade.
_SELF = r"""
    (?:^|\b(?:je\ suis|jsuis|j\ suis|chui|nous\ sommes|en\ tant\ que?|etant|i\ am|i\ m|we\ are)
         (?:\ (?:un|une|des|a|an|the|petite?|jeune|la))?\ )"""
_OWN = r"""
    \b(?:mon|ma|notre|mes|nos|my|our|j\ ai\ une?|i\ run\ an?|je\ tiens\ une?|je\ (?:gere|dirige|reprends)\ une?|j\ exploite\ une?
      |(?:gerante?|patronn?e?|dirigeante?|proprietaire|owner)\ (?:d\ une?|de|of\ a)|nous\ sommes\ une?)
    (?:\ (?:petite?|propre|small|own))?\ """
_FIRM = r"""
    \b(?:mon|ma|notre|une?|my|our)\ (?:(?:petite?|jeune)\ )?
    (?:entreprise|societe|sarl|eurl|sas|sasu|boite|affaire|activite|atelier)\ (?:de\ |d\ )"""


def _pattern(before: str, words: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word.strip()) for word in words.split("|"))
    return re.compile(rf"{before}(?P<said>(?:{listed})s?)\b", re.VERBOSE)


_TRADE_PATTERNS = {code: _pattern(_SELF, words) for code, words in _TRADES.items()}
_PLACE_PATTERNS = {code: _pattern(_OWN, words) for code, words in _PLACES.items()}
_LINE_PATTERNS = {code: _pattern(_FIRM, words) for code, words in _LINES.items()}
_FORM_PATTERNS = {
    code: _pattern(
        rf"(?:{_SELF}|{_OWN}|\ben\ |\b(?:gerante?|dirigeante?|president\w*)(?:\ majoritaire|\ unique)?\ (?:de|d\ une)\ )",
        words,
    )
    for code, words in _FORMS.items()
}

_ANYWHERE = r"\b"
# Somebody else's trade: « mon client plombier », « un boulanger me doit ».
_OTHERS = re.compile(
    r"(?:clients?|clientes?|fournisseurs?|fournisseuse|voisins?|voisine|concurrents?|proprietaires?|bailleurs?|locataires?|pere|mere|mari|femme"
    r"|fils|fille|frere|soeur|cousin|ami|amie|conjointe?|un|une|le|la|l|du|au|d|des|les|aux|ancien|ancienne|autre|futurs?) (?:\w+ )?$"
)
_CLUE_PATTERNS = {code: _pattern(_ANYWHERE, words) for code, words in _CLUES.items()}
_MENTIONED_TRADES = {
    code: _pattern(_ANYWHERE, "|".join(words[code] for words in (_TRADES, _PLACES) if code in words))
    for code in {**_TRADES, **_PLACES}
}
_MENTIONED_FORMS = {code: _pattern(_ANYWHERE, words) for code, words in _FORMS.items()}


def business(story: Story) -> Iterator[Found]:
    """The teller's own trade and form."""
    yield from _activity(story)
    if match := _first(story.text, _FORM_PATTERNS):
        code, start, end = match
        yield Found("legal_form", code, start, end)


def _activity(story: Story) -> Iterator[Found]:
    for patterns in (_TRADE_PATTERNS, _PLACE_PATTERNS, _LINE_PATTERNS):
        if match := _first(story.text, patterns):
            yield Found("activity", *match)
            return
    match = _first(story.text, _MENTIONED_TRADES)
    if match is None or _OTHERS.search(story.text[: match[1]]):
        match = _first(story.text, _CLUE_PATTERNS)
    if match is not None:
        yield Found("activity", *match, sure=False)


def mentions_of(text: str, facts: Mapping[str, FactSpec]) -> dict[str, Any]:
    """The same for a text about any business: in a question « un artisan » is whom it asks about."""
    story = Story(text)
    found = [
        Found(fact, *match)
        for fact, patterns in (("activity", _MENTIONED_TRADES), ("legal_form", _MENTIONED_FORMS))
        if (match := _first(story.text, patterns))
    ]
    told = Told(tuple(one.told(story) for one in (*found, *staff(story))))
    return told.among(facts).hints


def _first(text: str, patterns: Mapping[str, re.Pattern[str]]) -> tuple[str, int, int] | None:
    """The code whose words come first in the text: people begin with themselves."""
    places = [
        (match.start(), code, match.start("said"), match.end())
        for code, pattern in patterns.items()
        if (match := pattern.search(text))
    ]
    return min(places)[1:] if places else None

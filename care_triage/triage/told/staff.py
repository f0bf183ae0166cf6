"""How many people work in the firm besides its head."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from care_triage.triage.told.counted import counted
from care_triage.triage.told.numbers import COUNT, count_of
from care_triage.triage.told.phrases import Found, holds
from care_triage.triage.told.text import Story

# Those who are staff whatever the trade, and trades that firms employ.
_STAFF: Final = (
    r"(?:salarie(?:e?s?|e ?s?)|employee?s?|collaborateurs?|collaboratrices?|compagnons?|ouvriers?|ouvrieres?|personnes? (?:en cdi|salariees?|a temps plein|equivalent temps plein)|etp|equivalents? temps plein"
    r"|cdi|temps pleins?|fiches? de paie|bulletins? de (?:paie|salaire)|salaires (?:a (?:payer|sortir|verser)|chaque|par mois)|paies|contrats de travail|bulletins|workers?|staff|people working|payslips|wages)"
)
_HANDS: Final = (
    r"(?:apprentie?s?|alternante?s?|vendeu(?:rs?|ses?)|serveu(?:rs?|ses?)|cuisiniers?|cuisinieres?|chauffeurs?|conducteurs?|gars|techniciens?|techniciennes?|secretaires?|assistante?s?|macons?|plombiers?|electriciens?|menuisiers?|couvreurs?|peintres?|carreleurs?"
    r"|soudeurs?|monteurs?|poseurs?|mecaniciens?|mecanos?|coiffeurs?|coiffeuses?|boulangers?|boulangeres?|patissiers?|bouchers?|caissieres?|preparat\w+|infirmieres?|infirmiers?|aides? (?:soignante?s?|a domicile)|auxiliaires(?: de vie)?|educat\w+"
    r"|moniteurs?|monitrices?|developpeurs?|ingenieurs?|commerciaux|magasiniers?|caristes?|manutentionnaires?|livreurs?|plongeurs?|commis|extras?|saisonniers?|saisonnieres?|jardiniers?|paysagistes?|agents?(?: d entretien| de securite| de proprete)?|femmes? de (?:menage|chambre)|formateurs?|formatrices?|consultante?s?"
    r"|couturieres?|operateurs?|operatrices?|esthetiticiennes?|estheticiennes?|graphistes?|comptables?|cadres?|filles|garcons|mechanics?|waiters?|waitress(?:es)?|cooks?|drivers?|apprentices?|assistants?|bakers?)"
)
_PEOPLE: Final = rf"(?:{_STAFF}|{_HANDS})"
_COUNTED: Final = re.compile(
    rf"\b(?P<count>{COUNT}) (?:autres? |petite?s? |vieux |bons? |jeunes? |anciens? |full time |part time )?(?P<people>{_PEOPLE})\b"
    rf"(?P<more>(?:,? ?(?: et|,|and|plus) ?{COUNT} (?:{_PEOPLE})\b){{0,4}})"
)

_ONE_MORE: Final = re.compile(rf"\b(?P<count>{COUNT}) (?:{_PEOPLE})\b")
# « j’emploie douze personnes », « nous faisons vivre neuf familles ».
_EMPLOYS: Final = re.compile(
    rf"\b(?:emploie|employons|emploient|employais|employait|fai(?:t|s|sons) (?:travailler|vivre)|i employ|we employ|employing|employs)(?: (?:environ|aujourd hui|encore|toujours|about|deja|pres de|nous))? (?P<count>{COUNT})\b(?! (?:ans|euros|€|mois|%|k|clients|chambres|couverts|magasins|boutiques|heures|voitures|vehicules|camions))"
    rf"|\b(?:compte|comptons) (?:environ |aujourd hui )?(?P<counted>{COUNT}) (?:{_STAFF}|{_HANDS}|personnes)"
)
# « deux de mes neuf salariés », « quatre personnes sur seize ».
_OUT_OF: Final = re.compile(
    rf"\b(?:de|sur|of|out of|parmi) (?:mes |nos |les |my |our |un total de |une equipe de )?(?P<count>{COUNT}) (?:{_STAFF}|personnes|people)\b|\b{COUNT} (?:personnes|salaries|postes|emplois|people|jobs)(?: \w+)? (?:sur|out of) (?P<total>{COUNT})\b"
)
_ONLY: Final = re.compile(
    r"\b(?:mon|ma|my) (?:seule?|unique|only) (?:salariee?|employee?|apprentie?|vendeu\w+|ouvriere?|compagnon|coiffeuse)"
)
_NONE: Final = re.compile(
    r"\b(?:(?:sans|ni|aucune?|pas de|pas d|0|zero|plus de|plus aucun) (?:salarie|employe|apprenti)e?s?"
    r"|je (?:travaille|suis|bosse) (?:toute? )?seule? (?:dans (?:mon|ma)|a bosser|a travailler)|je (?:travaille|bosse) (?:toute? )?seule?"
    r"|no (?:employees|staff)|work alone)\b"
)
_WE: Final = re.compile(
    rf"\b(?:on est|nous sommes|on bosse|on travaille|we are|there are) (?:une equipe de |une boite de |actuellement |a |en tout )?"
    rf"(?P<count>{COUNT})(?: (?:personnes|salaries|employes|dans|a bosser|a travailler|en tout|au total|of us|people))?\b(?! (?:associes|mois|jours|semaines|ans|%|km|freres))"
)
_TEAM: Final = re.compile(
    rf"\b(?:(?:entreprise|pme|tpe|societe|sarl|sasu?|boite|equipe|firm|company|team|effectif|usine|association|structure|eti|eurl|scop|groupe|atelier) (?:\w+ (?:\w+ )?)?(?:de|of) (?:plus de )?)"
    rf"(?P<count>{COUNT})(?: (?:salaries|personnes|employes|people|employees))?\b(?! (?:(?:a|ou|et|to|or) {COUNT} )?(?:ans|euros|€|mois|k|m\b|m2|hectares|metres|couverts|chambres|places|%|lits))"
    rf"|\b\w+ (?:de|of|a) (?P<persons>{COUNT}) (?:personnes|people)\b(?! (?:par|maximum|en meme|a table))|(?:, |\()(?P<aside>{COUNT}) (?:personnes|people)\b(?! (?:par|maximum|en meme|a table))"
)
_AND_ME: Final = re.compile(
    rf"\b(?P<count>{COUNT}) (?:{_PEOPLE}) et (?:moi|ma femme et moi)\b|\bmoi et (?P<also>{COUNT}) (?:{_PEOPLE})\b"
)
# « un de mes salariés », « mon premier salarié », « licencier 3 salariés », « embaucher deux apprentis ».
_NOT_ALL: Final = re.compile(
    r"\b(?:licenci\w*|embauch\w*|recrut\w*|cherche\w*|trouver|prendre|depart de|part\w* de|perdu|plus de|moins de|depasser|depasse|a partir de|of my|seuil de|renvoy\w*"
    r"|former|demission de|besoin (?:de|d)|vire\w*|arret de)(?: \w+){0,3} ?$"
)
_GENERAL: Final = re.compile(_STAFF)
_ONE_OF: Final = re.compile(r"^(?:un|une|one|l un|1)$")
_I_HAVE_ONE: Final = re.compile(r"\b(?:j ai|avons|have|juste|seulement|emploie|employons)(?: \w+)? ?$")
_WITH_ONE: Final = re.compile(r"\b(?:j ai|avons|have|avec|et|juste|seulement|emploie|employons)(?: \w+){0,4} ?$")
_DISMISS: Final = re.compile(
    rf"\b(?:(?<!ai )(?<!avons )(?<!a )licenci\w+|supprimer|suppression de|virer|(?:me|nous) separer|supprim\w+|lay off|lay|laying off|dismiss\w*|let go|make|cut)(?: of)?(?: economique(?:ment)?)? (?:de |d )?(?P<count>{COUNT}) (?:de mes |de nos |autres |of my |of our |de |)?(?:{_PEOPLE}|postes|emplois|jobs|personnes|people|redundant|d entre eux|{COUNT})\b"
    rf"|\b(?P<noun>{COUNT}) (?:licenciements?|suppressions? de postes?|redundanc\w+|layoffs)\b|\b(?P<one>licencier (?:economique(?:ment)? )?(?:ma|mon|notre) (?:seule? |unique |dernier\w* )?(?:{_PEOPLE}))"
)
_AT_RISK: Final = re.compile(
    rf"\b(?P<count>{COUNT}) (?:{_STAFF}|emplois|postes|jobs|familles|personnes|people|families)(?: \w+){{0,5}} (?:menace\w*|en jeu|en danger|en peril|at risk|at stake|risquent|vont perdre|dependent|sur le carreau|disparai\w+|sans travail|perd\w+ leur|lose their)"
    rf"|\b(?:sauver|preserver|sauvegarder|garder|maintenir|menace\w*|save|protect|threaten\w*) (?:les |nos |mes |ces |our |the )?(?P<saved>{COUNT}) (?:{_STAFF}|emplois|postes|jobs|familles|people)"
)


def staff(story: Story) -> Iterator[Found]:
    """The number of employees, of jobs at risk, of dismissals planned."""
    found = (_employees(story), _dismissals(story), counted(story, "jobs_at_risk", _AT_RISK))
    yield from filter(None, found)


def _employees(story: Story) -> Found | None:
    """The first of the ways of counting that finds anything, the plainest way first."""
    ways = (_and_me, _out_of, _employs, _listed, _only, _team, _we, _alone)
    return next(filter(None, (way(story) for way in ways)), None)


def _dismissals(story: Story) -> Found | None:
    found = counted(story, "dismissals_planned", _DISMISS)
    return replace(found, value=1) if found and found.value == 0 else found


def _and_me(story: Story) -> Found | None:
    return counted(story, "employees", _AND_ME)


def _out_of(story: Story) -> Found | None:
    return counted(story, "employees", _OUT_OF, "o")


def _employs(story: Story) -> Found | None:
    return counted(story, "employees", _EMPLOYS)


def _only(story: Story) -> Found | None:
    match = _ONLY.search(story.text)
    return Found("employees", 1, *match.span()) if match else None


def _listed(story: Story) -> Found | None:
    return next(filter(None, (_counted(story, match) for match in _COUNTED.finditer(story.text))), None)


def _team(story: Story) -> Found | None:
    found = counted(story, "employees", _TEAM, "ho")
    return replace(found, sure=found.value != 1) if found else None


def _we(story: Story) -> Found | None:
    # « nous sommes 12 » counts the head too: asked again.
    found = counted(story, "employees", _WE, accepts=lambda match: match["count"] not in ("un", "une", "one", "1"))
    return replace(found, sure=False) if found else None


def _alone(story: Story) -> Found | None:
    match = _NONE.search(story.text)
    return Found("employees", 0, *match.span()) if match and holds(story, *match.span(), "ho") else None


def _counted(story: Story, match: re.Match[str]) -> Found | None:
    before = story.before(match.start())
    if _NOT_ALL.search(before) or not holds(story, match.start(), match.end(), "ho"):
        return None
    alone = _ONE_OF.match(match["count"]) is not None
    # « un salarié m’attaque » says nothing of the others; « j’ai une apprentie » does.
    own = _I_HAVE_ONE if not match["people"].startswith(("apprenti", "alternant")) else _WITH_ONE
    if alone and not own.search(story.text[max(0, match.start() - 40) : match.start()]):
        return None
    total = count_of(match["count"]) + sum(count_of(more["count"]) for more in _ONE_MORE.finditer(match["more"]))
    general = _GENERAL.match(match["people"]) is not None
    return Found("employees", total, match.start(), match.end(), sure=general or bool(match["more"]))

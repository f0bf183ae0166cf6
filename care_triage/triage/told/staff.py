"""How many people work in the firm besides its head."""

import re
from collections.abc import Iterator
from typing import Final

from care_triage.triage.told.numbers import COUNT, count_of
from care_triage.triage.told.phrases import Found, holds
from care_triage.triage.told.text import Story

_PEOPLE: Final = (
    r"(?:salarie(?:e?s?|e ?s?)|employee?s?|collaborateurs?|collaboratrices?|compagnons?|ouvriers?|ouvrieres?|apprentie?s?|alternante?s?|vendeu(?:rs?|ses?)"
    r"|serveu(?:rs?|ses?)|cuisiniers?|chauffeurs?|gars|techniciens?|personnes? (?:en cdi|salariees?)|etp|secretaires?|cdi|workers?|staff|people working)"
)
_COUNTED: Final = re.compile(
    rf"\b(?P<count>{COUNT}) (?:autres? |petite?s? |vieux |bons? |jeunes? |anciens? )?(?P<people>{_PEOPLE})\b"
    rf"(?: et (?P<more>{COUNT}) (?:{_PEOPLE})\b)?"
)
_NONE: Final = re.compile(
    r"\b(?:(?:sans|ni|aucune?|pas de|pas d|0|zero|plus de|plus aucun) (?:salarie|employe|apprenti)e?s?"
    r"|je (?:travaille|suis|bosse) (?:toute? )?seule? (?:dans (?:mon|ma)|a bosser|a travailler)|je (?:travaille|bosse) (?:toute? )?seule?"
    r"|no (?:employees|staff)|work alone)\b"
)
_WE: Final = re.compile(
    rf"\b(?:on est|nous sommes|on bosse|on travaille|we are|there are) (?:une equipe de |une boite de |actuellement |a |en tout )?"
    rf"(?P<count>{COUNT})(?P<what> (?:personnes|salaries|employes|dans|a bosser|a travailler|en tout|au total|of us|people|associes))?\b(?! (?:mois|jours|semaines|ans|%|km|freres))"
)
_TEAM: Final = re.compile(
    rf"\b(?:(?:entreprise|pme|tpe|societe|sarl|sas|boite|equipe|firm|company|team|effectif|usine|association) (?:industrielle |familiale |artisanale )?(?:de|of) )"
    rf"(?P<count>{COUNT})(?: (?:salaries|personnes|employes|people|employees))?\b(?! (?:ans|euros|€|mois|k))"
)
_AND_ME: Final = re.compile(
    rf"\b(?P<count>{COUNT}) (?:{_PEOPLE}) et (?:moi|ma femme et moi)\b|\bmoi et (?P<also>{COUNT}) (?:{_PEOPLE})\b"
)
# « un de mes salariés », « mon premier salarié », « licencier 3 salariés », « embaucher deux apprentis ».
_NOT_ALL: Final = re.compile(
    r"\b(?:licenci\w*|embauch\w*|recrut\w*|cherche\w*|trouver|prendre|depart de|part\w* de|perdu|plus de|moins de|depasser|depasse|a partir de|of my|seuil de|renvoy\w*"
    r"|former|demission de|besoin (?:de|d)|vire\w*|arret de)(?: \w+){0,3} ?$"
)
_ONE_OF: Final = re.compile(r"^(?:un|une|one|l un|1)$")
_I_HAVE_ONE: Final = re.compile(r"\b(?:j ai|avons|have|juste|seulement|emploie|employons)(?: \w+)? ?$")
_WITH_ONE: Final = re.compile(r"\b(?:j ai|avons|have|avec|et|juste|seulement|emploie|employons)(?: \w+){0,4} ?$")
_DISMISS: Final = re.compile(
    rf"\b(?:licenci\w+|supprimer|virer|me separer de|lay off|dismiss) (?:economique de |de |d )?(?P<count>{COUNT}) (?:de mes |de nos |autres )?(?:{_PEOPLE}|personnes|postes|emplois|people)\b"
)
_AT_RISK: Final = re.compile(
    rf"\b(?P<count>{COUNT}) (?:emplois|postes|jobs|salaries|familles|personnes|employes) (?:sont |est )?(?:menace\w*|en jeu|en danger|en peril|at risk|risquent|vont perdre|dependent)"
)


def staff(story: Story) -> Iterator[Found]:
    """The number of employees, of jobs at risk, of dismissals planned."""
    yield from _employees(story)
    for match in _DISMISS.finditer(story.text):
        yield Found("dismissals_planned", count_of(match["count"]), match.start(), match.end())
        break
    for match in _AT_RISK.finditer(story.text):
        yield Found("jobs_at_risk", count_of(match["count"]), match.start(), match.end())
        break


def _employees(story: Story) -> Iterator[Found]:
    """The first of the ways of counting that finds anything, the plainest way first."""
    for way in (_and_me, _listed, _team, _we, _alone):
        if found := way(story):
            yield found
            return


def _and_me(story: Story) -> Found | None:
    match = _AND_ME.search(story.text)
    return Found("employees", count_of(match["count"] or match["also"]), *match.span()) if match else None


def _listed(story: Story) -> Found | None:
    return next(filter(None, (_counted(story, match) for match in _COUNTED.finditer(story.text))), None)


def _team(story: Story) -> Found | None:
    for match in _TEAM.finditer(story.text):
        if holds(story, match.start(), match.end(), "ho"):
            return Found("employees", count_of(match["count"]), *match.span(), sure=match["count"].isdigit())
    return None


def _we(story: Story) -> Found | None:
    # « nous sommes 12 » counts the head too: asked again.
    for match in _WE.finditer(story.text):
        if "associes" not in (match["what"] or "") and match["count"] not in ("un", "une", "one", "1"):
            return Found("employees", count_of(match["count"]), *match.span(), sure=False)
    return None


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
    total = count_of(match["count"]) + (count_of(match["more"]) if match["more"] else 0)
    general = match["people"].startswith(("salari", "employ", "staff", "worker", "etp", "personne", "collab"))
    return Found("employees", total, match.start(), match.end(), sure=general or bool(match["more"]))

"""What kinds of partners, levels of coverage, opening hours and steps of a choice are called on a page."""

from collections.abc import Mapping
from typing import Any, Final

from babel.dates import get_day_names

from care_triage.partners.types import Kind, Reason, Status, Step, level_of
from care_triage.territory.business_hours import Slot, parse_hours
from care_triage.territory.types import TerritoryLevel
from care_triage.web.i18n import _, language, lazy, ngettext

KIND_NAMES: Final[dict[Kind, Any]] = {
    Kind.URSSAF: lazy("Urssaf"),
    Kind.DGFIP: lazy("Impôts (DGFiP)"),
    Kind.CCSF: lazy("Commission des chefs de services financiers (CCSF)"),
    Kind.BANQUE_DE_FRANCE: lazy("Banque de France"),
    Kind.MEDIATEUR_ENTREPRISES: lazy("Médiateur des entreprises"),
    Kind.BPIFRANCE: lazy("Bpifrance"),
    Kind.TRIBUNAL_COMMERCE: lazy("Tribunal de commerce ou des activités économiques"),
    Kind.TRIBUNAL_JUDICIAIRE: lazy("Tribunal judiciaire"),
    Kind.GREFFE: lazy("Greffe"),
    Kind.CIP: lazy("Centre d’information sur la prévention (CIP)"),
    Kind.APESA: lazy("Soutien psychologique (APESA)"),
    Kind.AVOCATS: lazy("Avocats"),
    Kind.EXPERTS_COMPTABLES: lazy("Experts-comptables"),
    Kind.CCI: lazy("Chambre de commerce et d’industrie (CCI)"),
    Kind.CMA: lazy("Chambre de métiers et de l’artisanat (CMA)"),
    Kind.CHAMBRE_AGRICULTURE: lazy("Chambre d’agriculture"),
    Kind.MSA: lazy("Mutualité sociale agricole (MSA)"),
    Kind.DDETS: lazy("Emploi, travail et solidarités (DDETS)"),
    Kind.FRANCE_TRAVAIL: lazy("France Travail"),
    Kind.CARSAT: lazy("Carsat"),
    Kind.AGEFIPH: lazy("Agefiph"),
    Kind.COLLECTIVITE: lazy("Collectivité locale"),
    Kind.REGION: lazy("Région"),
    Kind.CRP: lazy("Commissaire aux restructurations (CRP)"),
    Kind.CPSTI: lazy("Action sociale des indépendants (CPSTI)"),
    Kind.ADEME: lazy("Transition écologique (Ademe)"),
    Kind.INPI: lazy("Propriété industrielle (INPI)"),
    Kind.DOUANES: lazy("Douanes"),
    Kind.PATRONAT: lazy("Organisation patronale"),
    Kind.REBOND: lazy("Rebond des dirigeants"),
    Kind.EXCHANGE: lazy("Bourse d’entraide"),
    Kind.HUMAN: lazy("Équipe d’accueil"),
    Kind.CDED: lazy("Conseiller départemental aux entreprises en difficulté"),
    Kind.CODEFI: lazy("Comité départemental de financement (Codefi)"),
    Kind.GPA: lazy("Groupement de prévention agréé (GPA)"),
    Kind.AGS: lazy("Garantie des salaires (AGS)"),
    Kind.FINANCEMENT_SOLIDAIRE: lazy("Financement solidaire"),
    Kind.CYBERMALVEILLANCE: lazy("Cybermalveillance"),
}

STATUS_NAMES: Final[dict[Status, Any]] = {
    Status.VERIFIED: lazy("Vérifié"),
    Status.PARTLY: lazy("Vérifié en partie"),
    Status.GENERAL: lazy("À confirmer"),
}

LEVEL_NAMES: Final[dict[TerritoryLevel, Any]] = {
    TerritoryLevel.COMMUNE: lazy("commune"),
    TerritoryLevel.EPCI: lazy("intercommunalité"),
    TerritoryLevel.COURT: lazy("ressort du tribunal"),
    TerritoryLevel.ARRONDISSEMENT: lazy("arrondissement"),
    TerritoryLevel.DEPARTMENT: lazy("département"),
    TerritoryLevel.REGION: lazy("région"),
    TerritoryLevel.FRANCE: lazy("pays"),
}

_STEP_TEXTS: Final[dict[Reason, Any]] = {
    Reason.NO_COVERAGE: lazy("Aucune antenne disponible ne couvre cette commune : l’équipe d’orientation s’en charge."),
    Reason.EXCLUDED: lazy("%(unit)s : a déjà répondu à cette demande."),
    Reason.INACTIVE: lazy("%(unit)s : fermée."),
    Reason.ABSENT: lazy("%(unit)s (%(place)s) : absente ce jour-là."),
    Reason.FULL: lazy("%(unit)s (%(place)s) : complète, %(load)s dossiers en cours."),
    Reason.WIDER: lazy("%(unit)s (%(place)s) : territoire plus large, passe après."),
    Reason.BUSIER: lazy(
        "%(unit)s (%(place)s) : territoire aussi précis, mais plus chargée (%(load)s dossiers en cours)."
    ),
    Reason.LATER_IN_ORDER: lazy(
        "%(unit)s (%(place)s) : territoire aussi précis et charge égale, suivante dans l’ordre."
    ),
    Reason.ONLY_ONE: lazy("%(unit)s (%(place)s) : choisie, seule disponible pour cette commune."),
    Reason.MOST_SPECIFIC: lazy("%(unit)s (%(place)s) : choisie, son territoire est le plus précis."),
    Reason.LEAST_LOADED: lazy("%(unit)s (%(place)s) : choisie, la moins chargée des plus précises."),
    Reason.FIRST_IN_ORDER: lazy("%(unit)s (%(place)s) : choisie, première dans l’ordre à territoire et charge égaux."),
    Reason.CHOSEN_THOUGH_UNAVAILABLE: lazy(
        "%(unit)s (%(place)s) : choisie bien qu’absente ou complète, personne d’autre n’est compétent."
    ),
}

_CHOSEN = frozenset(
    {
        Reason.ONLY_ONE,
        Reason.MOST_SPECIFIC,
        Reason.LEAST_LOADED,
        Reason.FIRST_IN_ORDER,
        Reason.CHOSEN_THOUGH_UNAVAILABLE,
    }
)


def is_choice(step: Step) -> bool:
    """Whether the step is about the unit that was chosen."""
    return step.reason in _CHOSEN


def step_text(step: Step, places: Mapping[str, str]) -> str:
    """One line of the trace, in the reader's language; `places` are names of territory codes (`area_names`)."""
    name = places.get(step.code, step.code)
    place = f"{name}, {LEVEL_NAMES[level_of(step.code)]}" if step.code else name
    return str(_STEP_TEXTS[step.reason]) % {"unit": step.unit_name, "place": place, "load": step.load}


def capacity_text(capacity: int | None) -> str:
    """How much a unit takes at the same time."""
    if capacity is None:
        return _("Sans limite")
    return ngettext("%(num)d dossier en cours", "%(num)d dossiers en cours", capacity)


def hours_text(hours: str) -> str:
    """« lundi – vendredi : 9 h – 12 h, 14 h – 17 h »; runs of equal days are joined."""
    week = parse_hours(hours).week
    names = get_day_names("wide", locale=language())
    runs: list[tuple[int, int]] = []
    for day, slots in enumerate(week):
        if runs and week[runs[-1][1]] == slots:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    told = (
        _("%(name)s : %(value)s", name=_days(names[first], names[last]), value=", ".join(map(_slot, week[first])))
        for first, last in runs
        if week[first]
    )
    return ("\u00a0; " if language() == "fr" else "; ").join(told)


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _slot(slot: Slot) -> str:
    return f"{_clock(slot.start)} – {_clock(slot.end)}"


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    if language() != "fr":
        return f"{hour}:{minute:02}"
    return f"{hour}\u00a0h\u00a0{minute:02}" if minute else f"{hour}\u00a0h"

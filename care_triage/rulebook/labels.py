"""What the fields of a rule and its closed lists are called on a page."""

from collections.abc import Mapping
from typing import Any, Final

from care_triage.triage.document import RuleSetDocument
from care_triage.web.i18n import language, lazy

FIELD_NAMES: Final[Mapping[str, Any]] = {
    "id": lazy("Nom de la règle"),
    "when": lazy("Conditions"),
    "partner": lazy("Partenaire"),
    "role": lazy("Rôle"),
    "rank": lazy("Rang"),
    "answer_hours": lazy("Réponse attendue sous (heures ouvrées)"),
    "why": lazy("Motif, en français"),
    "why_en": lazy("Motif, en anglais"),
    "advice": lazy("Conseil au dirigeant, en français"),
    "advice_en": lazy("Conseil au dirigeant, en anglais"),
    "law": lazy("Texte de loi"),
    "source": lazy("Source"),
    "status": lazy("Certitude"),
    "urgency": lazy("Urgence"),
    "confidential": lazy("Confidentiel"),
    "valid_from": lazy("En vigueur à partir du"),
    "valid_until": lazy("En vigueur jusqu’au"),
    "legal_clock": lazy("Délai légal"),
    "legal_clock.name": lazy("Nom du délai légal"),
    "legal_clock.fact": lazy("Date d’où court le délai légal"),
    "legal_clock.days": lazy("Jours du délai légal"),
    "legal_clock.months": lazy("Mois du délai légal"),
    "legal_clock.counting": lazy("Jours qui comptent dans le délai légal"),
    "legal_clock.last_day": lazy("Dernier jour non ouvré du délai légal"),
    "legal_clock.whose": lazy("Qui est tenu par le délai légal"),
    "legal_clock.status": lazy("Certitude du délai légal"),
    "legal_clock.source": lazy("Source du délai légal"),
    "legal_clock.ask": lazy("Auprès de qui vérifier le délai légal, en français"),
    "legal_clock.ask_en": lazy("Auprès de qui vérifier le délai légal, en anglais"),
    "legal_clock.past": lazy("Ce qui reste possible après le délai légal, en français"),
    "legal_clock.past_en": lazy("Ce qui reste possible après le délai légal, en anglais"),
    "legal_clock.law": lazy("Texte du délai légal"),
    "legal_clock.label": lazy("Libellé du délai légal, en français"),
    "legal_clock.label_en": lazy("Libellé du délai légal, en anglais"),
    "position": lazy("Place dans le tableau"),
}

CLOCK_CHOICES: Final[Mapping[str, Mapping[str, Any]]] = {
    "counting": {
        "days": lazy("tous les jours"),
        "hours": lazy("des heures, par jours entiers"),
        "workable_days": lazy("les jours ouvrables : ni dimanches ni jours fériés"),
        "workable_hours": lazy("des heures, sans dimanches ni jours fériés"),
        "working_days": lazy("les jours ouvrés : du lundi au vendredi, sans jours fériés"),
        "year_end": lazy("tous les jours, puis jusqu’au 31 décembre"),
    },
    "last_day": {
        "plain": lazy("compte comme les autres"),
        "extended": lazy("est reporté au jour ouvré suivant (CPC, art. 642)"),
    },
    "whose": {"owner": lazy("le dirigeant"), "other": lazy("l’autre partie")},
}

URGENCY_NAMES: Final[Mapping[str, Any]] = {
    "normal": lazy("ordinaire"),
    "high": lazy("haute"),
    "critical": lazy("vitale"),
}


def field_name(document: RuleSetDocument, path: str) -> Any:
    """What a field is called: `rank`, `when.legal_form`, `legal_clock.days`."""
    fact = document.fact_by_name.get(path.removeprefix("when.")) if path.startswith("when.") else None
    if fact is not None:
        return fact.label(language())
    return FIELD_NAMES.get(path, path.removeprefix("when."))

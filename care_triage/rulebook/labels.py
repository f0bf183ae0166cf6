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
    "legal_clock.law": lazy("Texte du délai légal"),
    "legal_clock.label": lazy("Libellé du délai légal, en français"),
    "legal_clock.label_en": lazy("Libellé du délai légal, en anglais"),
    "position": lazy("Place dans le tableau"),
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

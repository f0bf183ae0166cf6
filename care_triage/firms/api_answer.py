"""Reads an answer of the public search of firms; what is missing or odd in it is left out, never guessed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from care_triage.firms.stock import is_siret
from care_triage.firms.types import FoundFirm, Source
from care_triage.territory.activities import activity_code
from care_triage.territory.errors import InvalidNaf

_PUBLIC = "O"


def firms_of(answer: Any) -> Sequence[FoundFirm]:
    """The establishments of an answer: those that match, else the head office; each once, in its order."""
    results = answer.get("results") if isinstance(answer, dict) else None
    found: dict[str, FoundFirm] = {}
    for result in results if isinstance(results, list) else []:
        if isinstance(result, dict):
            for place in _places(result):
                firm = _firm(result, place)
                if firm is not None:
                    found.setdefault(firm.siret, firm)
    return list(found.values())


def _places(result: dict[str, Any]) -> list[dict[str, Any]]:
    matching = [place for place in result.get("matching_etablissements") or [] if isinstance(place, dict)]
    head = result.get("siege")
    return matching or ([head] if isinstance(head, dict) else [])


def _firm(result: dict[str, Any], place: dict[str, Any]) -> FoundFirm | None:
    siret = _text(place, "siret")
    if not is_siret(siret):
        return None
    is_public = "P" not in (_text(result, "statut_diffusion"), _text(place, "statut_diffusion_etablissement"))
    is_closed = _text(place, "etat_administratif") == "F" or _text(result, "etat_administratif") == "C"
    signs = place.get("liste_enseignes")
    sign = signs[0] if isinstance(signs, list) and signs and isinstance(signs[0], str) else ""
    closed_on = _day(place, "date_fermeture") or _day(result, "date_fermeture") or date(1900, 1, 1)
    return FoundFirm(
        siret=siret,
        name=(_text(result, "nom_raison_sociale") or _text(result, "nom_complet"))[:200] if is_public else "",
        trade_name=(sign or _text(place, "nom_commercial"))[:200] if is_public else "",
        activity=_activity(place) or _activity(result),
        legal_category=_text(result, "nature_juridique")[:4],
        staff_band=_text(result, "tranche_effectif_salarie")[:2].replace("NN", ""),
        commune=_text(place, "commune")[:5],
        postal_code=_text(place, "code_postal")[:5],
        town=_text(place, "libelle_commune")[:100],
        street=_text(place, "adresse")[:200] if is_public else "",
        created_on=_day(result, "date_creation") or _day(place, "date_creation"),
        closed_on=closed_on if is_closed else None,
        is_head_office=place.get("est_siege") is True,
        is_craft=bool(_text(place, "activite_principale_registre_metier")),
        is_public=is_public,
        source=Source.API,
    )


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value.strip() if isinstance(value, str) and value.strip() != "[ND]" else ""


def _activity(data: dict[str, Any]) -> str:
    for name in ("activite_principale", "activite_principale_naf25"):
        try:
            return activity_code(_text(data, name))
        except InvalidNaf:
            continue
    return ""


def _day(data: dict[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(_text(data, name)[:10])
    except ValueError:
        return None

"""How the states and steps of a draft are called, with the meaning of their badge."""

from collections.abc import Mapping
from typing import Any, Final

from care_triage.rulebook.types import DraftState, DraftStep
from care_triage.web.i18n import lazy

STATE_NAMES: Final[Mapping[DraftState, tuple[str, Any]]] = {
    DraftState.OPEN: ("act", lazy("En cours d’écriture")),
    DraftState.SUBMITTED: ("wait", lazy("À approuver")),
    DraftState.APPROVED: ("act", lazy("Approuvé, à publier")),
    DraftState.PUBLISHED: ("done", lazy("Publié")),
    DraftState.DISCARDED: ("done", lazy("Abandonné")),
}

STEP_NAMES: Final[Mapping[DraftStep, Any]] = {
    DraftStep.STARTED: lazy("Projet commencé"),
    DraftStep.REBASED: lazy("Projet mis à jour sur la dernière version"),
    DraftStep.SUBMITTED: lazy("Soumis pour approbation"),
    DraftStep.APPROVED: lazy("Approuvé"),
    DraftStep.REFUSED: lazy("Renvoyé aux auteurs"),
    DraftStep.TAKEN_BACK: lazy("Repris pour être modifié"),
    DraftStep.PUBLISHED: lazy("Publié"),
    DraftStep.WITHDRAWN: lazy("Publication annulée avant sa date"),
    DraftStep.DISCARDED: lazy("Abandonné"),
}

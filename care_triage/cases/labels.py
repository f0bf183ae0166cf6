"""What roles, ways to meet and answers of owners are called on a page."""

from collections.abc import Mapping
from typing import Any, Final

from care_triage.cases.companion_types import AppointmentWay, BusinessState, Moment, Usefulness
from care_triage.cases.types import (
    ReferralRole,
)
from care_triage.web.i18n import lazy

ROLE_NAMES: Final[Mapping[ReferralRole, Any]] = {
    ReferralRole.LEAD: lazy("Pilote"),
    ReferralRole.SUPPORT: lazy("Appui"),
    ReferralRole.INFORM: lazy("Information"),
}

WAY_NAMES: Final[Mapping[AppointmentWay, Any]] = {
    AppointmentWay.PHONE: lazy("Par téléphone"),
    AppointmentWay.ON_SITE: lazy("Sur place"),
    AppointmentWay.VIDEO: lazy("En visioconférence"),
}

MOMENT_NAMES: Final[Mapping[Moment, Any]] = {
    Moment.ENDING: lazy("À la fin"),
    Moment.LATER: lazy("Un mois après"),
}

USEFUL_NAMES: Final[Mapping[Usefulness, Any]] = {
    Usefulness.YES: lazy("Oui"),
    Usefulness.PARTLY: lazy("En partie"),
    Usefulness.NO: lazy("Non, elle n’a pas servi"),
    Usefulness.NONE: lazy("Je n’ai pas reçu d’aide"),
}

BUSINESS_NAMES: Final[Mapping[BusinessState, Any]] = {
    BusinessState.RUNNING: lazy("Elle continue, ça va mieux"),
    BusinessState.FRAGILE: lazy("Elle continue, c’est encore fragile"),
    BusinessState.PROCEDURE: lazy("Elle est en procédure au tribunal"),
    BusinessState.STOPPED: lazy("Elle s’est arrêtée"),
}


def place_of(way: AppointmentWay, place: str) -> str:
    """How and where, in one line: « Par téléphone », « Sur place, 12 rue … »."""
    name = str(WAY_NAMES[way])
    return f"{name}, {place}" if place else name

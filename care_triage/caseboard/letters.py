"""Letters ready to be sent to an owner when a unit does not take their request."""

from collections.abc import Mapping
from typing import Any, Final

from care_triage.cases.types import DeclineReason
from care_triage.web.i18n import _, in_language, lazy

_BECAUSE: Final[Mapping[DeclineReason, Any]] = {
    DeclineReason.NOT_OUR_FIELD: lazy("Votre demande ne relève pas de notre domaine."),
    DeclineReason.NOT_OUR_TERRITORY: lazy("Votre entreprise n’est pas dans le territoire que nous couvrons."),
    DeclineReason.NOT_ELIGIBLE: lazy(
        "D’après ce que vous nous avez indiqué, votre entreprise ne remplit pas les conditions de notre aide."
    ),
    DeclineReason.NO_CAPACITY: lazy("Nous ne pouvons pas vous recevoir dans un délai raisonnable en ce moment."),
    DeclineReason.CONFLICT_OF_INTEREST: lazy(
        "Un lien avec ce dossier nous empêche de vous conseiller en toute neutralité."
    ),
    DeclineReason.ALREADY_FOLLOWED: lazy(
        "Nous suivons déjà votre entreprise : votre conseiller habituel continue avec vous."
    ),
    DeclineReason.OTHER: lazy("Nous ne sommes pas les mieux placés pour vous aider cette fois."),
}


def letters_in(locale: str, unit: str) -> Mapping[DeclineReason, str]:
    """The letter for each reason, in the language of the owner, signed by the unit."""
    with in_language(locale):
        return {reason: _letter(str(because), unit) for reason, because in _BECAUSE.items()}


def _letter(because: str, unit: str) -> str:
    lines = (
        _("Bonjour,"),
        _("Nous avons lu votre demande avec attention. %(because)s", because=because),
        _(
            "Vous n’avez rien à refaire : CARE cherche tout de suite un autre partenaire, "
            "et votre page de suivi dira qui prend le relais."
        ),
        _("Bien à vous,"),
        unit,
    )
    return "\n\n".join(lines)

"""What roles and standings are called on a page."""

from typing import Any, Final

from care_triage.accounts.types import Role, Standing
from care_triage.web.i18n import lazy

ROLE_NAMES: Final[dict[Role, Any]] = {
    Role.ADVISER: lazy("Conseiller"),
    Role.UNIT_MANAGER: lazy("Responsable d’antenne"),
    Role.PARTNER_MANAGER: lazy("Responsable d’un partenaire"),
    Role.AGENT: lazy("Téléconseiller"),
    Role.COORDINATOR: lazy("Coordinateur"),
    Role.RULE_AUTHOR: lazy("Rédacteur de règles"),
    Role.RULE_APPROVER: lazy("Relecteur de règles"),
    Role.ADMINISTRATOR: lazy("Administrateur"),
}

ROLE_HINTS: Final[dict[Role, Any]] = {
    Role.AGENT: lazy("Dépose des demandes pour les dirigeants qui appellent."),
    Role.COORDINATOR: lazy("Voit tous les dossiers, arrange ce que les règles n’ont pas su orienter."),
    Role.RULE_AUTHOR: lazy("Écrit les règles d’orientation."),
    Role.RULE_APPROVER: lazy("Relit et publie les règles écrites par quelqu’un d’autre."),
    Role.ADMINISTRATOR: lazy("Ouvre et ferme les comptes, confie tous les rôles."),
}

STANDING_NAMES: Final[dict[Standing, Any]] = {
    Standing.INVITED: lazy("Invitation envoyée"),
    Standing.ACTIVE: lazy("Compte ouvert"),
    Standing.DEACTIVATED: lazy("Compte fermé"),
}

# The four meanings of `status_badge`: an invitation waits for the person, nothing waits for the reader.
STANDING_MEANINGS: Final[dict[Standing, str]] = {
    Standing.INVITED: "wait",
    Standing.ACTIVE: "done",
    Standing.DEACTIVATED: "wait",
}

"""What states, roles, reasons and outcomes are called on a page, and which of the four meanings each has."""

from collections.abc import Mapping
from typing import Any, Final

from care_triage.cases.labels import ROLE_NAMES  # noqa: F401 - templates read it here with the other names
from care_triage.cases.types import (
    Audience,
    Channel,
    DeclineReason,
    MandateRole,
    MandateState,
    Origin,
    Outcome,
    ReferralRole,
    ReferralStatus,
    Status,
    WaitingOn,
)
from care_triage.web.i18n import lazy

STATUS_NAMES: Final[Mapping[Status, Any]] = {
    Status.PENDING: lazy("Orientation en cours"),
    Status.DESK: lazy("À l’équipe d’orientation"),
    Status.SENT: lazy("Réponse attendue"),
    Status.IN_PROGRESS: lazy("Pris en charge"),
    Status.WAITING: lazy("En attente"),
    Status.CLOSED: lazy("Terminé"),
    Status.WITHDRAWN: lazy("Retiré"),
}

# Whose move it is, in a sentence.
STATUS_MOVES: Final[Mapping[Status, Any]] = {
    Status.PENDING: lazy("CARE cherche les bons partenaires."),
    Status.DESK: lazy("À l’équipe d’orientation de décider."),
    Status.SENT: lazy("À l’antenne sollicitée de répondre."),
    Status.IN_PROGRESS: lazy("Au conseiller d’avancer."),
    Status.WAITING: lazy("On attend une réponse ou une date."),
    Status.CLOSED: lazy("Plus rien n’est attendu."),
    Status.WITHDRAWN: lazy("Le dirigeant a retiré sa demande."),
}

STATUS_MEANINGS: Final[Mapping[Status, str]] = {
    Status.PENDING: "wait",
    Status.DESK: "act",
    Status.SENT: "act",
    Status.IN_PROGRESS: "act",
    Status.WAITING: "wait",
    Status.CLOSED: "done",
    Status.WITHDRAWN: "done",
}

REFERRAL_STATUS_NAMES: Final[Mapping[ReferralStatus, Any]] = {
    ReferralStatus.SENT: lazy("Réponse attendue"),
    ReferralStatus.ACCEPTED: lazy("Acceptée"),
    ReferralStatus.WAITING: lazy("En attente"),
    ReferralStatus.DECLINED: lazy("Refusée"),
    ReferralStatus.EXPIRED: lazy("Sans réponse"),
    ReferralStatus.TRANSFERRED: lazy("Transférée"),
    ReferralStatus.WITHDRAWN: lazy("Retirée"),
    ReferralStatus.CLOSED: lazy("Terminée"),
}

REFERRAL_STATUS_MEANINGS: Final[Mapping[ReferralStatus, str]] = {
    ReferralStatus.SENT: "act",
    ReferralStatus.ACCEPTED: "act",
    ReferralStatus.WAITING: "wait",
    ReferralStatus.DECLINED: "done",
    ReferralStatus.EXPIRED: "urgent",
    ReferralStatus.TRANSFERRED: "done",
    ReferralStatus.WITHDRAWN: "done",
    ReferralStatus.CLOSED: "done",
}

ROLE_HINTS: Final[Mapping[ReferralRole, Any]] = {
    ReferralRole.LEAD: lazy("Votre antenne conduit ce besoin jusqu’à sa fin."),
    ReferralRole.SUPPORT: lazy("Votre antenne aide le pilote sur ce besoin."),
    ReferralRole.INFORM: lazy("Votre antenne est informée ; aucune réponse n’est attendue."),
}

ORIGIN_NAMES: Final[Mapping[Origin, Any]] = {
    Origin.RULES: lazy("par les règles d’orientation"),
    Origin.HAND: lazy("par l’équipe d’orientation"),
    Origin.TRANSFER: lazy("par transfert"),
    Origin.ADDED: lazy("par un partenaire du dossier"),
}

OUTCOME_NAMES: Final[Mapping[Outcome, Any]] = {
    Outcome.HELPED: lazy("Aide apportée"),
    Outcome.NO_SOLUTION: lazy("Aucune solution disponible"),
    Outcome.NOT_ELIGIBLE: lazy("Conditions non remplies"),
    Outcome.UNREACHABLE: lazy("Dirigeant injoignable"),
    Outcome.GAVE_UP: lazy("Le dirigeant renonce"),
    Outcome.WRONG_PROBLEM: lazy("Le problème est autre"),
}

OUTCOME_HINTS: Final[Mapping[Outcome, Any]] = {
    Outcome.HELPED: lazy("Délai accordé, financement trouvé, conseil donné…"),
    Outcome.NO_SOLUTION: lazy("L’équipe d’orientation cherche une autre piste."),
    Outcome.NOT_ELIGIBLE: lazy("L’équipe d’orientation cherche une autre piste."),
    Outcome.UNREACHABLE: lazy("Après plusieurs essais, par téléphone et par message."),
    Outcome.GAVE_UP: lazy("Il vous l’a dit ou écrit."),
    Outcome.WRONG_PROBLEM: lazy("L’équipe d’orientation oriente de nouveau ce besoin."),
}

DECLINE_NAMES: Final[Mapping[DeclineReason, Any]] = {
    DeclineReason.NOT_OUR_FIELD: lazy("Ce n’est pas notre domaine"),
    DeclineReason.NOT_OUR_TERRITORY: lazy("Ce n’est pas notre territoire"),
    DeclineReason.NOT_ELIGIBLE: lazy("L’entreprise ne remplit pas les conditions"),
    DeclineReason.NO_CAPACITY: lazy("Nous ne pouvons pas prendre de dossier maintenant"),
    DeclineReason.CONFLICT_OF_INTEREST: lazy("Conflit d’intérêts"),
    DeclineReason.ALREADY_FOLLOWED: lazy("Nous suivons déjà cette entreprise par ailleurs"),
    DeclineReason.OTHER: lazy("Autre raison (à préciser)"),
}

WAITING_NAMES: Final[Mapping[WaitingOn, Any]] = {
    WaitingOn.OWNER: lazy("Le dirigeant"),
    WaitingOn.PARTNER: lazy("Un autre partenaire"),
    WaitingOn.DATE: lazy("Une date"),
}

WAITING_HINTS: Final[Mapping[WaitingOn, Any]] = {
    WaitingOn.OWNER: lazy("Votre délai s’arrête ; il repart dès que le dirigeant répond."),
    WaitingOn.PARTNER: lazy("Votre délai continue de courir."),
    WaitingOn.DATE: lazy("Le dossier revient de lui-même à cette date."),
}

AUDIENCE_NAMES: Final[Mapping[Audience, Any]] = {
    Audience.OWNER: lazy("Au dirigeant"),
    Audience.PARTNERS: lazy("Aux partenaires du dossier"),
    Audience.UNIT: lazy("À mon antenne seulement (note interne)"),
}

CHANNEL_NAMES: Final[Mapping[Channel, Any]] = {
    Channel.WEB: lazy("déposé en ligne"),
    Channel.PHONE: lazy("déposé par téléphone"),
    Channel.PARTNER: lazy("déposé par un partenaire"),
}

MANDATE_ROLES: Final[Mapping[MandateRole, Any]] = {
    MandateRole.ACCOUNTANT: lazy("Expert-comptable"),
    MandateRole.LAWYER: lazy("Avocat"),
    MandateRole.CHAMBER: lazy("Conseiller d’une chambre ou d’un organisme"),
    MandateRole.RELATIVE: lazy("Proche ou associé"),
    MandateRole.AGENT: lazy("Téléconseiller"),
    MandateRole.OTHER: lazy("Autre aidant"),
}

MANDATE_STATES: Final[Mapping[MandateState, Any]] = {
    MandateState.GIVEN: lazy("Accord signé, dit cette personne."),
    MandateState.ASKED: lazy("Le dirigeant n’a pas encore répondu."),
    MandateState.CONFIRMED: lazy("Le dirigeant a confirmé."),
    MandateState.ENDED: lazy("Le dirigeant y a mis fin : ne lui écrivez plus."),
}

# Why a request is looked at first, in the words of intake/suspicion.py.
SIGNS: Final[Mapping[str, Any]] = {
    "trap": lazy("Un champ que personne ne voit a été rempli."),
    "fast": lazy("Le récit a été envoyé en quelques secondes."),
    "advert": lazy("Le texte ressemble à une publicité ; l’expéditeur a continué."),
    "sales_words": lazy("Des mots de démarchage y figurent."),
    "link": lazy("Le texte contient un lien."),
    "links": lazy("Le texte contient plusieurs liens."),
    "alphabet": lazy("Une grande part du texte est écrite dans un autre alphabet."),
    "seen_before": lazy("Le même texte est déjà arrivé ces derniers jours."),
    "seen_often": lazy("Le même texte est arrivé plusieurs fois ces derniers jours."),
    "many": lazy("Beaucoup de récits viennent de la même adresse réseau depuis une heure."),
    "crowd": lazy("Un très grand nombre de récits vient de la même adresse réseau depuis une heure."),
    "empty_words": lazy("Le texte répète quelques mots ou n’en contient pas."),
}

DESK_REASONS: Final[Mapping[str, Any]] = {
    "danger": lazy("Une vie est peut-être en danger : rien n’est envoyé sans vous. Appelez, puis décidez."),
    "other_door": lazy("Une autre porte lui a été montrée ; cette personne a insisté. Lisez sa demande, puis décidez."),
    "nothing_matched": lazy("Aucune règle n’a désigné de pilote."),
    "everyone_declined": lazy("Tous les partenaires compétents ont répondu sans prendre ce besoin."),
    "outside_territory": lazy("L’entreprise est hors du Rhône et de la Loire."),
    "ended_without_help": lazy("Le pilote a terminé sans pouvoir aider."),
    "reopened": lazy("Le dirigeant reprend sa demande dans les trente jours. Son message dit pourquoi."),
    "lead_withdrawn": lazy("Un coordinateur a retiré le pilote. Il reste à en désigner un autre."),
}

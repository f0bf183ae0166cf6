"""What cannot be done to a case, in words a person can act on."""

from care_triage.infra.errors import Conflict, DomainError, Forbidden, NotFound


class CaseNotFound(NotFound):
    """No such case, or not for this viewer."""

    message = "Ce dossier n’existe pas, ou il n’est pas partagé avec vous."


class LinkForged(NotFound):
    """The private link is not one of ours."""

    message = "Ce lien n’est pas valable. Ouvrez le lien complet reçu dans votre mail, ou appelez-nous."


class LinkExpired(DomainError):
    """The private link was ours, and is too old or was replaced."""

    status = 403
    message = "Ce lien a expiré. Appelez-nous : nous vous en enverrons un nouveau à l’adresse du dossier."


class AlreadyAnswered(Conflict):
    """Somebody else answered this referral first."""

    message = "Quelqu’un a déjà répondu à cette orientation. Rien n’a été changé."


class NotAllowedNow(Conflict):
    """The state of the referral does not allow this step."""

    message = "Cette étape n’est plus possible : le dossier a avancé entre-temps. Rechargez la page."


class DecidedAlready(Conflict):
    """Somebody else decided first, or what was read has changed since."""

    message = "Quelqu’un a déjà décidé, ou la proposition a changé. Rien n’a été envoyé deux fois : relisez le dossier."


class NotYours(Forbidden):
    """The viewer does not work for the unit of this referral."""

    message = "Cette orientation est adressée à une autre antenne."


class EmptyMessage(DomainError):
    """A message without words."""

    message = "Écrivez votre message avant de l’envoyer."


class ReasonMissing(DomainError):
    """A decision about a case without its reason."""

    message = "Indiquez la raison : elle sera lue par la personne qui reprend le dossier."


class DateInThePast(DomainError):
    """A waiting date that is already over."""

    message = "Choisissez une date à venir."


class AlreadyReferred(Conflict):
    """The unit already has an active referral for the need."""

    message = "Cette antenne travaille déjà sur ce besoin."


class AlreadyLed(Conflict):
    """The need has a lead at work: another one can only help."""

    message = "Ce besoin a déjà un pilote. Sollicitez cette antenne en appui, ou retirez d’abord le pilote."


class CaseEnded(Conflict):
    """The case is closed or withdrawn."""

    message = "Ce dossier est terminé. Vous pouvez déposer une nouvelle demande ou nous appeler."


class TooManyDocuments(DomainError):
    """The owner has added as many documents as a case takes."""

    status = 413
    message = "Ce dossier contient déjà le nombre maximal de documents. Écrivez-nous pour en envoyer d’autres."


class CaseNotEnded(Conflict):
    """The request is open: there is nothing to take up again."""

    message = "Votre demande est déjà ouverte : rien n’est à reprendre."


class TooLateToReopen(Conflict):
    """More than thirty days have passed."""

    message = "Cette demande est terminée depuis plus de trente jours. Commencez-en une nouvelle : nous la relierons à celle-ci."


class NudgedAlready(Conflict):
    """The owner has reminded everybody a short time ago."""

    message = "Vous avez déjà relancé il y a moins de deux jours : les personnes concernées sont prévenues. Pour parler à quelqu’un maintenant, appelez-nous."


class NoSlot(DomainError):
    """No time was offered, or too many."""

    message = "Proposez entre un et cinq créneaux."


class SlotPast(DomainError):
    """The time has come already."""

    message = "Ce créneau est passé. Choisissez-en un autre."


class SlotTaken(Conflict):
    """Somebody else took this time of the adviser."""

    message = "Ce créneau vient d’être pris par une autre personne. Choisissez-en un autre, ou dites-nous ce qui vous arrange."


class PlaceMissing(DomainError):
    """A meeting needs an address, a video call its link."""

    message = "Indiquez l’adresse du rendez-vous, ou le lien de la visioconférence."


class AppointmentOver(Conflict):
    """These slots were replaced, chosen or taken back."""

    message = "Ces créneaux ont changé entre-temps. Votre page montre où en est le rendez-vous."


class AlreadyMeeting(Conflict):
    """A meeting of this referral is still to come."""

    message = "Un rendez-vous est déjà fixé. Annulez-le avant d’en proposer un autre."


class TooLateToTell(Conflict):
    """The time to answer is over."""

    message = "Il n’est plus possible de changer cette réponse. Merci de nous avoir lus."


class ErasureUnderWay(Conflict):
    """The data are already to be erased, or gone."""

    message = "L’effacement de ce dossier est déjà demandé."


class CaseGone(DomainError):
    """The owner had everything erased."""

    status = 410
    message = "Ce dossier a été effacé, comme vous l’avez demandé. Il ne reste rien de personnel chez nous."

"""What can go wrong with people and their access, in words they can read."""

from care_triage.infra.errors import Conflict, DomainError, Forbidden, NotFound


class PersonNotFound(NotFound):
    """No person has this id."""

    message = "Cette personne n’existe pas ou plus."


class SignInRefused(DomainError):
    """One sentence for an unknown address, a wrong password and a closed account alike."""

    message = "L’adresse ou le mot de passe ne convient pas. Vérifiez-les, ou demandez un nouveau mot de passe."


class SignInBusy(DomainError):
    """Too many passwords are being checked at this moment."""

    status = 503
    message = "Beaucoup de personnes se connectent en ce moment. Attendez quelques secondes, puis réessayez."


class WeakPassword(DomainError):
    """The password is not good enough; the message says what to change."""


class PasswordTooShort(WeakPassword):
    message = (
        "Choisissez un mot de passe d’au moins 12 caractères. Quelques mots sans rapport entre eux conviennent bien."
    )


class PasswordTooLong(WeakPassword):
    message = "Ce mot de passe est trop long : 200 caractères au plus."


class PasswordEasyToGuess(WeakPassword):
    message = (
        "Ce mot de passe serait trouvé trop vite : évitez votre nom, les suites de touches et les mots attendus."
        " Quelques mots sans rapport entre eux conviennent bien."
    )


class WrongPassword(DomainError):
    """The present password, asked before a change, is wrong."""

    message = "Le mot de passe actuel ne convient pas."


class LinkExpired(DomainError):
    """The link to choose a password is forged, used, replaced or too old."""

    status = 404
    message = "Ce lien n’est plus valable. Demandez-en un nouveau depuis la page de connexion."


class EmailTaken(Conflict):
    """A person already has this address."""

    message = "Une personne utilise déjà cette adresse mail."


class LastAdministrator(Conflict):
    """CARE would be left without anyone to open its doors."""

    message = "C’est la dernière personne qui administre CARE. Confiez d’abord ce rôle à quelqu’un d’autre."


class WrongScope(DomainError):
    """A role needs a unit or a partner, or must not have one."""

    message = "Ce rôle ne peut pas être confié ainsi : vérifiez l’antenne ou le partenaire."


class MayNotGrant(Forbidden):
    """The viewer may not hand out or take back this role."""

    message = "Vous ne pouvez pas confier ou retirer ce rôle."


class MayNotManage(Forbidden):
    """The viewer may not open, close or change this account."""

    message = "Vous ne pouvez pas modifier ce compte."


class InvalidPerson(DomainError):
    """A name, address or language cannot be stored; the message says which."""

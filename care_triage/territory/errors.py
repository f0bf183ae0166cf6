"""What can be wrong with a place or an identifier, said so that a business owner can put it right."""

from care_triage.infra.errors import DomainError, NotFound


class CommuneNotFound(NotFound):
    """No present or former commune has this INSEE code."""

    message = "Nous ne connaissons pas la commune de code « %(insee)s »."


class TerritorySourceMissing(DomainError):
    """The folder of the communes is not there: set-up has not run."""

    message = "Les communes de France ne sont pas installées dans %(folder)s : lancez « make setup »."


class InvalidIdentifier(DomainError):
    """A number typed by a person is not what it should be; the form shows the message beside the field."""


class InvalidCompanyNumber(InvalidIdentifier):
    """A SIREN or SIRET (`%(what)s`) that cannot be one."""

    message = "Ce numéro %(what)s n’est pas valable."


class CompanyNumberMissing(InvalidCompanyNumber):
    message = "Indiquez un numéro %(what)s."


class CompanyNumberNotDigits(InvalidCompanyNumber):
    message = (
        "Un numéro %(what)s ne contient que des chiffres ; vérifiez qu’une lettre ne s’est pas glissée dans la saisie."
    )


class CompanyNumberLength(InvalidCompanyNumber):
    message = "Un numéro %(what)s compte %(length)s chiffres ; vous en avez saisi %(given)s."


class CompanyNumberChecksum(InvalidCompanyNumber):
    message = (
        "Ce numéro %(what)s n’existe pas : sa clé de contrôle ne tombe pas juste."
        " Un chiffre est sans doute faux ou deux chiffres sont inversés."
    )


class SirenForSiret(InvalidCompanyNumber):
    message = (
        "Ces 9 chiffres sont le numéro SIREN de l’entreprise. Le SIRET en compte 14 :"
        " le SIREN suivi des 5 chiffres de l’établissement (voir l’extrait Kbis ou l’avis de situation Insee)."
    )


class InvalidPhone(InvalidIdentifier):
    message = "Ce numéro de téléphone n’est pas valable. Exemple : 04 77 12 34 56."


class PhoneMissing(InvalidPhone):
    message = "Indiquez un numéro de téléphone."


class InvalidNaf(InvalidIdentifier):
    message = "Ce code APE (NAF) n’est pas valable. Il a quatre chiffres et une lettre, par exemple 56.10A."


class InvalidHours(DomainError):
    """Business hours cannot be read, or never open."""

    message = (
        "Ces horaires ne sont pas lisibles : « %(text)s ». Exemple : lun-ven 09:00-12:00,14:00-17:00; sam 09:00-12:00."
    )

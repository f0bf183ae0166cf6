"""What cannot be done to a partner or a unit, in words a person can act on."""

from care_triage.infra.errors import Conflict, DomainError, Forbidden, NotFound


class PartnerNotFound(NotFound):
    """No such partner."""

    message = "Ce partenaire n’existe pas ou plus."


class UnitNotFound(NotFound):
    """No such unit."""

    message = "Cette antenne n’existe pas ou plus."


class AbsenceNotFound(NotFound):
    """No such absence, or it was removed in between."""

    message = "Cette absence n’existe plus."


class ChangedMeanwhile(Conflict):
    """Somebody saved the same partner or unit since the page was shown."""

    message = (
        "« %(name)s » a été modifié entre-temps par une autre personne. Ce que vous avez écrit est encore là : "
        "comparez, puis enregistrez de nouveau pour le garder."
    )


class SlugTaken(DomainError):
    """The short name already stands for another partner or unit."""

    message = "Le nom court « %(slug)s » est déjà pris. Choisissez-en un autre."


class MayNotManage(Forbidden):
    """The viewer manages neither this unit nor the directory."""

    message = "Vous ne gérez pas cette antenne. Demandez à une personne qui coordonne le collectif."


class UnknownTerritory(DomainError):
    """A coverage names a territory that does not exist."""

    message = "Ce territoire n’existe pas : %(codes)s. Choisissez-le dans la liste."


class EndsBeforeItBegins(DomainError):
    """An absence whose last day precedes the first."""

    message = "Le dernier jour d’une absence ne peut pas précéder le premier."

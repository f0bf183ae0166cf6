"""What can go wrong with registers, in words."""

from care_triage.infra.errors import DomainError


class BadRegisterFile(DomainError):
    """Not a file of the register."""

    message = "Le fichier « %(name)s » n’est pas un fichier Sirene lisible : %(why)s."


class ServiceSilent(DomainError):
    """The public search did not answer; nobody waits for it."""

    message = "Le service public de recherche d’entreprises ne répond pas."

"""What can go wrong while a request is being written."""

from care_triage.infra.errors import DomainError, NotFound


class DraftNotFound(NotFound):
    """No draft has this token."""

    message = "Nous ne retrouvons pas cette demande. Elle a peut-être été effacée après trente jours sans nouvelle."


class DraftFiled(DomainError):
    """The request was already sent; `case_id` is where it lives on."""

    status = 409
    message = "Cette demande est déjà envoyée."

    def __init__(self, case_id: int, link_version: int, *, by_helper: bool = False) -> None:
        super().__init__()
        self.case_id = case_id
        self.link_version = link_version
        self.by_helper = by_helper


class DraftJoined(DomainError):
    """The words went to an open case of the same firm; this token opens nothing of it."""

    status = 409
    message = "Cette demande est déjà envoyée."


class SiteNotFound(NotFound):
    """No such site."""

    message = "Ce site n’est pas enregistré."


class NotComplete(DomainError):
    """A step is still missing."""

    message = "Il manque encore une étape avant l’envoi."

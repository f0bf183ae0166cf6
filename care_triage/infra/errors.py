"""The root of every error that a person may read."""


class DomainError(Exception):
    """Something a person asked for cannot be done; `message` says why and what to do instead.

    `status` is the HTTP status of the page that shows it. The message is a gettext source
    text (French) with `%(name)s` places filled from `values` when it is shown.
    """

    status = 422
    message = "Cette action n’est pas possible."

    def __init__(self, message: str | None = None, **values: object) -> None:
        self.message = message or type(self).message
        self.values = values
        super().__init__(self.message % values if values else self.message)


class NotFound(DomainError):
    """The thing does not exist, or the viewer may not know that it does."""

    status = 404
    message = "Nous ne trouvons pas ce que vous cherchez."


class Forbidden(DomainError):
    """The viewer is known and may not do this."""

    status = 403
    message = "Vous n’avez pas le droit de faire cela."


class Conflict(DomainError):
    """Somebody else was faster, or the state has moved on since the page was shown."""

    status = 409
    message = "Quelqu’un a modifié ce dossier entre-temps. Rechargez la page pour voir où il en est."

"""What cannot be done on the case board, in words a person can act on."""

from care_triage.infra.errors import Conflict


class AnsweredMeanwhile(Conflict):
    """Somebody did something on the case since the writer of a message opened it."""

    message = "Le dossier a bougé depuis que vous l’avez ouvert. Rien n’est envoyé : relisez, puis envoyez de nouveau."

"""Background entry points of notifications: owe what an event asks for, send what is owed."""

import smtplib
from typing import Any

import structlog

from care_triage.cases.events import CaseErased
from care_triage.infra import clock
from care_triage.infra.mail import compose, deliver
from care_triage.infra.outbox import external
from care_triage.notifications.events import ClaimsDue, MailOwed
from care_triage.notifications.policy import GIVES_UP_AFTER, is_refusal
from care_triage.notifications.queries.letters import letters_for
from care_triage.notifications.service.owe_mail import owe_mail
from care_triage.notifications.service.send_mail import (
    claim,
    forget_mails,
    give_up,
    record_sent,
    release,
    release_dead_claims,
)
from care_triage.notifications.types import ClaimedMail
from care_triage.notifications.writing import write

log = structlog.get_logger(__name__)


def owe_mails(event: Any) -> None:
    """Write every mail that an event asks for, each in the language of its recipient."""
    for letter in letters_for(event):
        owe_mail(write(letter))


@external
def send_mail(event: MailOwed) -> None:
    """Send one mail. Killed before it is recorded, it is sent again under the same Message-ID.

    Raises what the mail server raised, so that the outbox tries again later.
    """
    mail = claim(event.mail_id)
    if mail is None:
        return
    try:
        deliver(compose(mail.to_address, mail.subject, mail.text, mail.html, mail.message_id, mail.calendar))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        if not _is_hopeless(mail, error):
            release(mail.id)
            raise
        give_up(mail.id)
        log.warning("mail given up", mail=mail.id, error=type(error).__name__)
    else:
        record_sent(mail.id)


def _is_hopeless(mail: ClaimedMail, error: Exception) -> bool:
    return is_refusal(error) or clock.now() - mail.created_at > GIVES_UP_AFTER


def forget_mails_of(event: CaseErased) -> None:
    """The owner is forgotten here too."""
    forget_mails(event.case_id)


def look_for_dead_claims(_event: ClaimsDue) -> None:
    """Mails whose sender was killed are owed again."""
    release_dead_claims()

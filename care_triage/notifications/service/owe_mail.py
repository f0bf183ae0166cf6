"""Owing a mail: its row and the job that sends it, once."""

from sqlalchemy.dialects import postgresql, sqlite

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish
from care_triage.notifications.events import MailOwed
from care_triage.notifications.models import Mail
from care_triage.notifications.types import WrittenMail


@transactional
def owe_mail(mail: WrittenMail) -> None:
    """Keep a mail until it is sent. A mail owed before under the same key is left alone."""
    dialect = postgresql if session().get_bind().dialect.name == "postgresql" else sqlite
    row = {
        "key": mail.key,
        "kind": mail.kind,
        "case_id": mail.case_id,
        "to_address": mail.to_address,
        "subject": mail.subject,
        "text": mail.text,
        "html": mail.html,
        "calendar": mail.calendar,
        "created_at": clock.now(),
    }
    statement = dialect.insert(Mail).values(row).on_conflict_do_nothing().returning(Mail.id)
    mail_id = session().execute(statement).scalar_one_or_none()
    if mail_id is not None:
        publish(MailOwed(mail_id))

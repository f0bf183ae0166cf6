"""Sending a mail: claim it, then record what became of it; the network lies between, outside any transaction."""

from hashlib import sha256

from sqlalchemy import delete, or_, select, update

from care_triage.infra import clock
from care_triage.infra.db import after_commit, session, transactional
from care_triage.infra.mail import forget_kept
from care_triage.infra.outbox import publish
from care_triage.notifications.events import MailOwed
from care_triage.notifications.models import Mail
from care_triage.notifications.policy import CLAIM_LASTS
from care_triage.notifications.types import ClaimedMail

_WAITING = (Mail.sent_at.is_(None), Mail.given_up_at.is_(None))


@transactional
def claim(mail_id: int) -> ClaimedMail | None:
    """Take a mail in hand. None when it is sent, given up, or in somebody's hand."""
    at = clock.now()
    free = or_(Mail.claimed_at.is_(None), Mail.claimed_at <= at - CLAIM_LASTS)
    query = select(Mail).where(Mail.id == mail_id, *_WAITING, free).with_for_update(skip_locked=True)
    mail = session().scalar(query.execution_options(populate_existing=True))
    if mail is None:
        return None
    mail.claimed_at = at
    return ClaimedMail(mail.id, mail.to_address, mail.subject, mail.text, mail.html, _message_id(mail), mail.created_at,
                       mail.calendar)  # fmt: skip


@transactional
def forget_mails(case_id: int) -> None:
    """Whoever is forgotten leaves no address behind: their mails go, sent or not. Those to others lose the reference."""
    to_owner = (Mail.case_id == case_id, Mail.kind.startswith("owner_"))
    names = [_message_id(mail) for mail in session().scalars(select(Mail).where(*to_owner))]
    session().execute(delete(Mail).where(*to_owner))
    session().execute(update(Mail).where(Mail.case_id == case_id, Mail.sent_at.is_not(None)).values(subject=""))
    after_commit(lambda: _forget_kept(names))


def _forget_kept(names: list[str]) -> None:
    for name in names:
        forget_kept(name)


def _message_id(mail: Mail) -> str:
    """The same however often the mail is sent; another for the same key in an installation begun anew."""
    return sha256(f"{mail.key} {mail.created_at.isoformat()}".encode()).hexdigest()[:32]


@transactional
def record_sent(mail_id: int) -> None:
    """The mail left. Its words, which hold a private link, are not kept."""
    _end(mail_id, sent=True)


@transactional
def give_up(mail_id: int) -> None:
    """The mail will never arrive; that it was owed stays known."""
    _end(mail_id, sent=False)


def _end(mail_id: int, *, sent: bool) -> None:
    at = clock.now()
    values = {
        "sent_at": at if sent else None,
        "given_up_at": None if sent else at,
        "text": "",
        "html": "",
        "calendar": None,
    }
    session().execute(update(Mail).where(Mail.id == mail_id).values(values))


@transactional
def release(mail_id: int) -> None:
    """The other side did not answer: whoever comes next may try."""
    session().execute(update(Mail).where(Mail.id == mail_id).values(claimed_at=None))


@transactional
def release_dead_claims() -> int:
    """Owe again the mails whose sender died with them in hand. Returns how many."""
    dead = update(Mail).where(*_WAITING, Mail.claimed_at <= clock.now() - CLAIM_LASTS).values(claimed_at=None)
    mail_ids = sorted(session().scalars(dead.returning(Mail.id)))
    publish(*(MailOwed(mail_id) for mail_id in mail_ids))
    return len(mail_ids)

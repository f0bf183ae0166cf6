"""Going on later: the private link of an unfinished request goes to the address its owner gives."""

from dataclasses import replace

from sqlalchemy import select, update

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish
from care_triage.intake.models import RequestDraft
from care_triage.intake.service.drafts import lock_draft
from care_triage.triage.events import ResumeLinkAsked


@transactional
def send_resume_link(token: str, email: str, locale: str) -> None:
    """Keep the address and owe the mail. Raises DraftNotFound, or DraftFiled once the request was sent."""
    answers = replace(lock_draft(token).answers, resume_email=email)
    changes = {"answers": answers.to_dict(), "locale": locale, "updated_at": clock.now()}
    session().execute(update(RequestDraft).where(RequestDraft.token == token).values(changes))
    # The event names the draft only: neither the address nor the link is written a second time.
    publish(ResumeLinkAsked(session().scalars(select(RequestDraft.id).where(RequestDraft.token == token)).one()))

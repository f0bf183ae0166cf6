"""Forgetting: a request that was begun and never sent does not stay with us."""

from datetime import timedelta

from sqlalchemy import delete

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.intake.models import RequestDraft, StoryPrint
from care_triage.intake.suspicion import PRINTS_KEPT

# What the page about personal data promises.
KEPT = timedelta(days=30)


@transactional
def forget_old_drafts() -> None:
    """Erase drafts that nobody has touched for thirty days and that never became a case."""
    too_old = RequestDraft.updated_at < clock.now() - KEPT
    session().execute(delete(RequestDraft).where(RequestDraft.case_id.is_(None), too_old))
    session().execute(delete(StoryPrint).where(StoryPrint.filed_at < clock.now() - PRINTS_KEPT))

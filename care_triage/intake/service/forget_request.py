"""Being forgotten: the row of the request that became the case goes with its token."""

from sqlalchemy import delete

from care_triage.infra.db import session, transactional
from care_triage.intake.models import RequestDraft


@transactional
def forget_request(case_id: int) -> None:
    """Erase the draft of a case; its token opened the private page."""
    session().execute(delete(RequestDraft).where(RequestDraft.case_id == case_id))

"""Who opened which case."""

from sqlalchemy import insert

from care_triage.cases.models import CaseRead
from care_triage.infra import clock
from care_triage.infra.db import session, transactional


@transactional
def record_read(case_id: int, person_id: int) -> None:
    """Remember that a person opened a case."""
    session().execute(insert(CaseRead).values(case_id=case_id, person_id=person_id, at=clock.now()))

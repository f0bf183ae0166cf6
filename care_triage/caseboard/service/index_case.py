"""Keeping the words that a case is found by."""

from sqlalchemy import delete, insert

from care_triage.caseboard.models import CaseWord
from care_triage.caseboard.queries.words import find_words
from care_triage.infra.db import session, transactional


@transactional
def index_case(case_id: int) -> None:
    """Write the words of a case anew; doing it twice is doing it once."""
    session().execute(delete(CaseWord).where(CaseWord.case_id == case_id))
    rows = [{"case_id": case_id, "kind": kind, "word": word} for kind, word in sorted(find_words(case_id))]
    if rows:
        session().execute(insert(CaseWord), rows)

"""Writing to the owner, only on top of what the writer has seen."""

from care_triage.accounts.types import Viewer
from care_triage.caseboard.errors import AnsweredMeanwhile
from care_triage.caseboard.news import news_since
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.locking import lock_case
from care_triage.cases.types import Audience, Draft
from care_triage.infra.db import transactional


@transactional
def write_message(draft: Draft, seen_event: int, viewer: Viewer) -> int:
    """Post a message. Raises AnsweredMeanwhile when the owner would read it and somebody has acted since `seen_event`.

    The case is locked first: whoever writes second sees what the first has written.
    """
    if draft.audience is Audience.OWNER:
        lock_case(draft.case_id)
        if news_since(get_case(draft.case_id, viewer), seen_event, viewer.user_id):
            raise AnsweredMeanwhile
    return post_message(draft)

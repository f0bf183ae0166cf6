"""Complete drafts in bulk, each ready for the one press that files it."""

import secrets
from itertools import islice

from sqlalchemy import insert

from bench import samples
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.intake.models import RequestDraft
from care_triage.triage.queries.rule_sets import current_rule_set


@transactional
def write_drafts(count: int) -> list[str]:
    """Write that many drafts; gives their tokens."""
    at = clock.now()
    drafts = [
        {"token": secrets.token_urlsafe(32), "locale": "fr", "answers": answers.to_dict(), "created_at": at,
         "updated_at": at}
        for answers in islice(samples.requests(current_rule_set().document), count)
    ]  # fmt: skip
    session().execute(insert(RequestDraft), drafts)
    return [str(draft["token"]) for draft in drafts]

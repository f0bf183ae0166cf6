"""A draft of rules that somebody has begun, so that whoever tries the demonstration sees one at once."""

from care_triage.accounts.queries import find_person_by_email
from care_triage.demo.people import AUTHOR
from care_triage.infra.db import transactional
from care_triage.rulebook.queries.drafts import drafts, get_draft
from care_triage.rulebook.service.drafts import save_row, start_draft
from care_triage.triage.queries.rule_sets import current_rule_set

_TITLE = "Exemple\u00a0: répondre en un jour aux dettes fiscales"
_RULE = "fiscal-dette"


@transactional
def begin_draft() -> None:
    """Begin the draft, unless somebody has written any."""
    author = find_person_by_email(AUTHOR)
    if author is None or drafts():
        return
    draft_id = start_draft(_TITLE, current_rule_set().id, author.id)
    rule = next((rule for rule in get_draft(draft_id).rules if rule.id == _RULE), None)
    if rule is not None and rule.fields is not None:
        save_row(draft_id, _RULE, {**rule.fields, "answer_hours": 8}, rule.revision, author.id)

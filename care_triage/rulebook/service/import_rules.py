"""Taking over the rules of a file: a draft that says them, on the way that every draft goes."""

from care_triage.infra.db import transactional
from care_triage.rulebook.errors import EmptyDraft
from care_triage.rulebook.policy import base_fields
from care_triage.rulebook.service.drafts import replace_rules, start_draft
from care_triage.triage.document import RuleSetDocument


@transactional
def import_rules(title: str, base_id: int, imported: RuleSetDocument, actor_id: int) -> int:
    """Begin a draft on a version with the rules of `imported`; returns its id.

    Rules that the file does not hold are removed in the draft, where they stay in sight. Raises NoRuleSet; EmptyDraft
    when the file says what the version says.
    """
    draft_id = start_draft(title, base_id, actor_id)
    if replace_rules(draft_id, base_fields(imported), actor_id) == 0:
        raise EmptyDraft
    return draft_id

"""Putting an earlier version back: a draft that says its rules, on the way that every draft goes."""

from care_triage.infra.db import transactional
from care_triage.rulebook.policy import base_fields
from care_triage.rulebook.service.drafts import replace_rules, start_draft
from care_triage.triage.queries.rule_sets import get_version, newest_rule_set


@transactional
def restore_version(number: int, title: str, actor_id: int) -> int:
    """Begin a draft on the newest version with the rules of an earlier one; returns its id. Raises VersionNotFound.

    Subjects and questions stay those of today: what the old rules read and is gone shows as an error of the draft.
    """
    wanted = get_version(number)
    draft_id = start_draft(title, newest_rule_set().id, actor_id)
    replace_rules(draft_id, base_fields(wanted.document), actor_id)
    return draft_id

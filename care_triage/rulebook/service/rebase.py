"""Carrying a draft over onto the newest version, after somebody else published."""

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.rulebook.models import RuleDraft, RuleDraftRow
from care_triage.rulebook.policy import DraftRow, base_fields, rebase
from care_triage.rulebook.queries.drafts import find_row, rows_of
from care_triage.rulebook.service.draft_log import note_step, open_draft, touch
from care_triage.rulebook.types import DraftStep
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.rule_sets import get_rule_set, newest_rule_set


@transactional
def rebase_draft(draft_id: int, actor_id: int) -> int:
    """Rest the draft on the newest version; returns how many rules both changed, to be settled by hand.

    Raises DraftNotOpen.
    """
    draft = open_draft(draft_id)
    old, new = get_rule_set(draft.base_id), newest_rule_set()
    if old.id == new.id:
        return 0
    _tell_readers(draft, old.document, new.document, actor_id)
    contested = 0
    for row in rebase(rows_of(draft.id), old.document, new.document):
        _keep(draft, row, old.id)
        contested += row.is_contested
    draft.base_id = new.id
    touch(draft, actor_id)
    note_step(draft, DraftStep.REBASED, actor_id)
    return contested


def _tell_readers(draft: RuleDraft, old: RuleSetDocument, new: RuleSetDocument, actor_id: int) -> None:
    """Raise the revision of what the newest version changed, so that nobody writes over it from a page shown before."""
    before, after = base_fields(old), base_fields(new)
    for rule_id, fields in after.items():
        row = find_row(draft.id, rule_id)
        if before.get(rule_id) != fields and (row is None or row.is_undone):
            if row is None:
                row = RuleDraftRow(draft_id=draft.id, rule_id=rule_id, revision=0, is_undone=True)
                session().add(row)
            row.revision += 1
            row.changed_by_id, row.changed_at = actor_id, clock.now()
    session().flush()


def _keep(draft: RuleDraft, row: DraftRow, old_id: int) -> None:
    stored = find_row(draft.id, row.rule_id)
    assert stored is not None  # noqa: S101 - it was just read
    said = (stored.fields, stored.is_undone, stored.contested_from_id is not None)
    stored.fields = None if row.fields is None else dict(row.fields)
    stored.position, stored.is_undone = row.position, row.is_undone
    stored.contested_from_id = (stored.contested_from_id or old_id) if row.is_contested else None
    if said != (stored.fields, stored.is_undone, row.is_contested):
        # Whoever has the row open is told.
        stored.revision += 1
    session().flush()

"""A draft held for writing, and what is remembered of who did what with it."""

from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.infra.outbox import publish
from care_triage.rulebook.errors import DraftNotFound, DraftNotOpen
from care_triage.rulebook.events import DraftStepTaken
from care_triage.rulebook.models import RuleDraft, RuleDraftEvent, RuleDraftHand
from care_triage.rulebook.types import ANNOUNCED, DraftState, DraftStep


def locked_draft(draft_id: int) -> RuleDraft:
    """The draft, held until the transaction ends. Raises DraftNotFound."""
    draft = session().get(RuleDraft, draft_id, with_for_update=True, populate_existing=True)
    if draft is None:
        raise DraftNotFound
    return draft


def open_draft(draft_id: int) -> RuleDraft:
    """The same while its rules may be written. Raises DraftNotFound, DraftNotOpen."""
    draft = locked_draft(draft_id)
    if draft.state is not DraftState.OPEN:
        raise DraftNotOpen
    return draft


def touch(draft: RuleDraft, actor_id: int) -> None:
    """Somebody changed what the draft says."""
    draft.revision += 1
    draft.updated_at = clock.now()
    note_hand(draft, actor_id)


def note_hand(draft: RuleDraft, actor_id: int) -> None:
    """Remember who wrote in the draft: they may not approve it."""
    if session().get(RuleDraftHand, (draft.id, actor_id)) is None:
        session().add(RuleDraftHand(draft_id=draft.id, person_id=actor_id))
        session().flush()


def note_step(draft: RuleDraft, step: DraftStep, actor_id: int, note: str | None = None) -> None:
    """Add a line to the draft's life; what others wait for is announced."""
    line = RuleDraftEvent(
        draft_id=draft.id, step=step, person_id=actor_id, at=clock.now(), revision=draft.revision, note=note or None
    )
    session().add(line)
    if step in ANNOUNCED:
        session().flush()
        publish(DraftStepTaken(line.id))

"""Telling the rest of the house that a draft moved on: those who wait for it are told by mail."""

from sqlalchemy import select

from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish
from care_triage.rulebook.models import RuleDraft, RuleDraftEvent, RuleDraftHand
from care_triage.rulebook.types import DraftStep
from care_triage.triage.events import RuleDraftMoved


@transactional
def announce_step(step_id: int) -> None:
    """Announce a step while it is the draft's last: nobody is called for what was taken back meanwhile."""
    line = session().get(RuleDraftEvent, step_id)
    if line is None or line.person_id is None or not _is_last(line):
        return
    draft = session().get_one(RuleDraft, line.draft_id)
    hands = select(RuleDraftHand.person_id).where(RuleDraftHand.draft_id == draft.id)
    writers = sorted(session().scalars(hands))
    publish(RuleDraftMoved(line.id, str(line.step), draft.id, draft.title, line.person_id, writers))


def _is_last(line: RuleDraftEvent) -> bool:
    # Carried over onto a newer version, a draft is still where it was.
    later = select(RuleDraftEvent.id).where(
        RuleDraftEvent.draft_id == line.draft_id, RuleDraftEvent.id > line.id, RuleDraftEvent.step != DraftStep.REBASED
    )
    return session().scalar(later.limit(1)) is None

"""Asking for a replay of a draft, and what its runner tells of it."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy import select, update

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish
from care_triage.rulebook.errors import DraftHasErrors
from care_triage.rulebook.events import ReplayAsked
from care_triage.rulebook.models import RuleDraft, RuleReplay
from care_triage.rulebook.policy import compose
from care_triage.rulebook.queries.drafts import view_of
from care_triage.rulebook.replay.errors import ReplayInOtherHands
from care_triage.rulebook.replay.state import ACTIVE, ReplayProblem, ReplayState, is_silent
from care_triage.rulebook.service.draft_log import locked_draft
from care_triage.triage.document import RuleSetDocument


@dataclass(frozen=True)
class ReplayTask:
    """A replay that one runner has in hand: under its claim it tells how far it is."""

    replay_id: int
    claim: str
    base_id: int
    base_version: int
    document: RuleSetDocument


@transactional
def start_replay(draft_id: int, actor_id: int) -> int:
    """Ask for a replay of the draft as it is now; one that is under way for the same revision is kept.

    Returns its id. Raises DraftNotFound, DraftHasErrors.
    """
    draft = locked_draft(draft_id)
    composition = compose(view_of(draft))
    if composition.document is None:
        raise DraftHasErrors(composition.problems)
    active = session().scalar(select(RuleReplay).where(RuleReplay.draft_id == draft_id, RuleReplay.state.in_(ACTIVE)))
    if active is not None:
        if active.draft_revision == draft.revision and not _is_silent(active):
            return active.id
        _end(active, ReplayState.CANCELLED)
    return _ask(draft, actor_id)


def _ask(draft: RuleDraft, actor_id: int) -> int:
    # The one that ended makes room first: a draft has one replay under way.
    session().flush()
    row = RuleReplay(
        draft_id=draft.id, draft_revision=draft.revision, base_id=draft.base_id, state=ReplayState.QUEUED,
        asked_by_id=actor_id, asked_at=clock.now(),
    )  # fmt: skip
    session().add(row)
    session().flush()
    publish(ReplayAsked(row.id))
    return row.id


@transactional
def cancel_replay(draft_id: int) -> None:
    """Stop the replay of a draft that is under way, if any: its runner notices when it next tells how far it is."""
    locked_draft(draft_id)
    query = select(RuleReplay).where(RuleReplay.draft_id == draft_id, RuleReplay.state.in_(ACTIVE))
    for row in session().scalars(query.with_for_update()):
        _end(row, ReplayState.CANCELLED)


@transactional
def claim_replay(replay_id: int) -> ReplayTask | None:
    """Take a replay in hand, with the draft as it is now; None when it is over.

    A replay whose runner fell silent is begun again from the start. Raises ReplayInOtherHands while it is not silent.
    """
    row = session().get(RuleReplay, replay_id, with_for_update=True, populate_existing=True)
    if row is None or row.state not in ACTIVE:
        return None
    if row.state is ReplayState.RUNNING and not _is_silent(row):
        raise ReplayInOtherHands
    view = view_of(session().get_one(RuleDraft, row.draft_id, populate_existing=True))
    document = compose(view).document
    if document is None:
        _end(row, ReplayState.FAILED, ReplayProblem.RULES)
        return None
    row.state, row.claim, row.beat_at = ReplayState.RUNNING, token_hex(16), clock.now()
    row.draft_revision, row.base_id, row.done, row.total = view.revision, view.base_id, 0, None
    return ReplayTask(row.id, row.claim, view.base_id, view.base_version, document)


@transactional
def report_replay(task: ReplayTask, done: int, total: int) -> bool:
    """Tell how far it is. False when the replay is no longer in these hands: cancelled, or taken over."""
    return _write(task, done=done, total=total, beat_at=clock.now())


@transactional
def finish_replay(task: ReplayTask, result: dict[str, Any]) -> bool:
    """Keep what was found. False when the replay is no longer in these hands."""
    return _write(task, state=ReplayState.DONE, result=result, finished_at=clock.now())


@transactional
def fail_replay(task: ReplayTask, problem: ReplayProblem) -> bool:
    """Say that it did not work, for somebody to try again."""
    return _write(task, state=ReplayState.FAILED, problem=problem, finished_at=clock.now())


@transactional
def give_back_replay(task: ReplayTask) -> bool:
    """Leave the replay to whoever tries next."""
    return _write(task, state=ReplayState.QUEUED, claim=None, beat_at=None)


def _write(task: ReplayTask, **values: Any) -> bool:
    mine = (
        update(RuleReplay)
        .where(RuleReplay.id == task.replay_id, RuleReplay.claim == task.claim)
        .where(RuleReplay.state == ReplayState.RUNNING)
        .returning(RuleReplay.id)
        .execution_options(synchronize_session=False)
    )
    return session().scalar(mine.values(values)) is not None


def _end(row: RuleReplay, state: ReplayState, problem: ReplayProblem | None = None) -> None:
    row.state, row.problem, row.finished_at = state, problem, clock.now()


def _is_silent(row: RuleReplay) -> bool:
    return is_silent(row.state, row.beat_at, clock.now())

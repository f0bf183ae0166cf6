"""Asking for the whole verification of a draft, and what its runner tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy import select, update

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish
from care_triage.rulebook.errors import DraftHasErrors
from care_triage.rulebook.events import VerificationAsked
from care_triage.rulebook.models import RuleDraft, RuleVerification
from care_triage.rulebook.policy import compose
from care_triage.rulebook.queries.drafts import view_of
from care_triage.rulebook.service.draft_log import locked_draft
from care_triage.rulebook.types import VerificationState, is_silent
from care_triage.rules.verification import Finding
from care_triage.triage.document import RuleSetDocument

_ACTIVE = (VerificationState.QUEUED, VerificationState.RUNNING)


@dataclass(frozen=True)
class VerificationTask:
    """A verification that one runner has in hand, under its claim."""

    verification_id: int
    claim: str
    base_version: int
    document: RuleSetDocument


@transactional
def start_verification(draft_id: int, actor_id: int) -> int:
    """Ask for the verification of the draft as it is now; one that is under way for the same revision is kept.

    Returns its id. Raises DraftNotFound, DraftHasErrors.
    """
    draft = locked_draft(draft_id)
    composition = compose(view_of(draft))
    if composition.document is None:
        raise DraftHasErrors(composition.problems)
    return ask_verification(draft, actor_id)


def ask_verification(draft: RuleDraft, actor_id: int) -> int:
    """The same for a draft that is held, and whose rules can all be read."""
    latest = _latest(draft.id)
    if latest is not None and latest.state in _ACTIVE:
        if latest.draft_revision == draft.revision and not is_silent(latest.state, latest.beat_at, clock.now()):
            return latest.id
        latest.state, latest.finished_at = VerificationState.FAILED, clock.now()
    row = _asked(draft, actor_id)
    publish(VerificationAsked(row.id))
    return row.id


def _latest(draft_id: int) -> RuleVerification | None:
    query = select(RuleVerification).where(RuleVerification.draft_id == draft_id)
    return session().scalar(query.order_by(RuleVerification.id.desc()).limit(1))


def _asked(draft: RuleDraft, actor_id: int | None) -> RuleVerification:
    row = RuleVerification(
        draft_id=draft.id, draft_revision=draft.revision, state=VerificationState.QUEUED, asked_by_id=actor_id,
        asked_at=clock.now(),
    )  # fmt: skip
    session().add(row)
    session().flush()
    return row


@transactional
def keep_verification(draft_id: int, revision: int, found: Sequence[Finding]) -> None:
    """Keep what a command found about this revision of a draft."""
    draft = locked_draft(draft_id)
    row = _asked(draft, None)
    row.draft_revision, row.state, row.result = revision, VerificationState.DONE, result_of(found)
    row.finished_at = clock.now()


@transactional
def claim_verification(verification_id: int) -> VerificationTask | None:
    """Take a verification in hand, with the draft as it is now; None when it is over or in other hands."""
    row = session().get(RuleVerification, verification_id, with_for_update=True, populate_existing=True)
    if row is None or row.state not in _ACTIVE:
        return None
    if row.state is VerificationState.RUNNING and not is_silent(row.state, row.beat_at, clock.now()):
        return None
    view = view_of(session().get_one(RuleDraft, row.draft_id, populate_existing=True))
    document = compose(view).document
    if document is None:
        row.state, row.finished_at = VerificationState.FAILED, clock.now()
        return None
    row.state, row.claim, row.beat_at = VerificationState.RUNNING, token_hex(16), clock.now()
    row.draft_revision, row.done, row.total = view.revision, 0, None
    return VerificationTask(row.id, row.claim, view.base_version, document)


@transactional
def report_verification(task: VerificationTask, done: int, total: int) -> bool:
    """Tell how far it is. False when it is no longer in these hands."""
    return _write(task, done=done, total=total, beat_at=clock.now())


@transactional
def finish_verification(task: VerificationTask, found: Sequence[Finding]) -> bool:
    """Keep what was found. False when it is no longer in these hands."""
    return _write(task, state=VerificationState.DONE, result=result_of(found), finished_at=clock.now())


@transactional
def fail_verification(task: VerificationTask) -> bool:
    """Say that it did not work, for somebody to try again."""
    return _write(task, state=VerificationState.FAILED, finished_at=clock.now())


@transactional
def give_back_verification(task: VerificationTask) -> bool:
    """Leave it to whoever tries next."""
    return _write(task, state=VerificationState.QUEUED, claim=None, beat_at=None)


def result_of(found: Sequence[Finding]) -> dict[str, Any]:
    """What is kept of a verification."""
    return {"findings": [finding.to_dict() for finding in found]}


def _write(task: VerificationTask, **values: Any) -> bool:
    mine = (
        update(RuleVerification)
        .where(RuleVerification.id == task.verification_id, RuleVerification.claim == task.claim)
        .where(RuleVerification.state == VerificationState.RUNNING)
        .returning(RuleVerification.id)
        .execution_options(synchronize_session=False)
    )
    return session().scalar(mine.values(values)) is not None

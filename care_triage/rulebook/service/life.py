"""The way of a draft: submitted, approved by a second person, published from a date; or refused, taken back, discarded."""

from collections.abc import Iterable
from datetime import datetime

from care_triage.accounts.types import Viewer
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.errors import DomainError, Forbidden
from care_triage.rulebook import policy
from care_triage.rulebook.errors import DraftChangedMeanwhile, DraftHasErrors, WrongStep
from care_triage.rulebook.models import RuleDraft
from care_triage.rulebook.queries.drafts import view_of
from care_triage.rulebook.queries.life import find_draft_of_version, life_of
from care_triage.rulebook.queries.replays import latest_replay
from care_triage.rulebook.queries.verifications import latest_verification
from care_triage.rulebook.service.draft_log import locked_draft, note_step
from care_triage.rulebook.service.verifications import ask_verification
from care_triage.rulebook.types import DraftState, DraftStep
from care_triage.triage.queries.versions import find_version
from care_triage.triage.service.publish import hold_publications, publish_rule_set, withdraw_rule_set

_UNDECIDED = (DraftState.SUBMITTED, DraftState.APPROVED)
_LIVING = (DraftState.OPEN, *_UNDECIDED)


@transactional
def submit(draft_id: int, viewer: Viewer, *, seen_revision: int, reason: str = "") -> None:
    """Show the draft to a second person; its rules are no longer written. `reason`: why it is wanted, whatever it costs.

    Raises WrongStep, DraftChangedMeanwhile, DraftOutdated, DraftContested, DraftHasErrors, EmptyDraft, Forbidden.
    """
    draft = _seen(draft_id, seen_revision)
    _require(policy.may_write(viewer))
    view = view_of(draft)
    _refuse_first(policy.to_submit(life_of(draft), view, policy.compose(view)))
    draft.reason = reason or None
    draft.submitted_by_id, draft.submitted_at = viewer.user_id, clock.now()
    _move(draft, DraftState.SUBMITTED, DraftStep.SUBMITTED, viewer, reason)
    if not policy.is_verified(life_of(draft), latest_verification(draft_id)):
        # Whoever is to approve finds it done.
        ask_verification(draft, viewer.user_id)


@transactional
def approve(draft_id: int, viewer: Viewer, *, seen_revision: int, reason: str = "") -> None:
    """Say that the draft may be published; never by somebody who wrote in it.

    Raises WrongStep, DraftChangedMeanwhile, OwnDraft, DraftOutdated, VerificationMissing, VerificationHasErrors,
    ReplayMissing, ReasonMissing, Forbidden.
    """
    draft = _seen(draft_id, seen_revision)
    draft.reason = reason or draft.reason
    _refuse_first(policy.to_approve(life_of(draft), latest_replay(draft_id), latest_verification(draft_id), viewer))
    _decide(draft, viewer, None)
    _move(draft, DraftState.APPROVED, DraftStep.APPROVED, viewer, reason)


@transactional
def refuse(draft_id: int, viewer: Viewer, note: str) -> None:
    """Give the draft back to its authors, with a note. Raises WrongStep, Forbidden."""
    draft = locked_draft(draft_id)
    _require(policy.may_approve(viewer))
    _require_state(draft, _UNDECIDED)
    _decide(draft, viewer, note)
    _move(draft, DraftState.OPEN, DraftStep.REFUSED, viewer, note)


@transactional
def take_back(draft_id: int, viewer: Viewer) -> None:
    """Write again in a draft that was submitted or given up: it must be submitted and approved anew.

    Raises WrongStep, Forbidden.
    """
    draft = locked_draft(draft_id)
    _require(policy.may_write(viewer))
    _require_state(draft, (*_UNDECIDED, DraftState.DISCARDED))
    _move(draft, DraftState.OPEN, DraftStep.TAKEN_BACK, viewer)


@transactional
def discard(draft_id: int, viewer: Viewer) -> None:
    """Give the draft up; it stays readable. Raises WrongStep, Forbidden."""
    draft = locked_draft(draft_id)
    _require(policy.may_write(viewer) or policy.may_approve(viewer))
    _require_state(draft, _LIVING)
    _move(draft, DraftState.DISCARDED, DraftStep.DISCARDED, viewer)


@transactional
def publish(draft_id: int, viewer: Viewer, *, effective_at: datetime | None = None) -> int:
    """Publish what was approved, from a date or as soon as may be; returns the number of the version.

    Raises WrongStep, DraftOutdated, VerificationMissing, VerificationHasErrors, ReplayMissing, ReasonMissing,
    TakesEffectTooEarly, Forbidden.
    """
    # First, so that no other version comes in between.
    hold_publications()
    draft = locked_draft(draft_id)
    _refuse_first(policy.to_publish(life_of(draft), latest_replay(draft_id), latest_verification(draft_id), viewer))
    composition = policy.compose(view_of(draft))
    if composition.document is None:
        raise DraftHasErrors(composition.problems)
    number = publish_rule_set(
        composition.document, draft.title, effective_at=effective_at, published_by_id=viewer.user_id
    )
    published = find_version(number)
    assert published is not None  # noqa: S101 - it was just published
    draft.published_as, draft.effective_at = published.id, published.effective_at
    _move(draft, DraftState.PUBLISHED, DraftStep.PUBLISHED, viewer)
    return number


@transactional
def withdraw(version: int, viewer: Viewer) -> None:
    """Take back a version that is yet to take effect. Raises VersionInForce, VersionNotFound, Forbidden."""
    _require(policy.may_approve(viewer))
    withdraw_rule_set(version)
    draft_id = find_draft_of_version(version)
    if draft_id is not None:
        note_step(locked_draft(draft_id), DraftStep.WITHDRAWN, viewer.user_id)


def _seen(draft_id: int, seen_revision: int) -> RuleDraft:
    """The draft, if it is still what the person has read."""
    draft = locked_draft(draft_id)
    if draft.revision != seen_revision:
        raise DraftChangedMeanwhile
    return draft


def _decide(draft: RuleDraft, viewer: Viewer, note: str | None) -> None:
    draft.decided_by_id, draft.decided_at, draft.review_note = viewer.user_id, clock.now(), note


def _move(draft: RuleDraft, state: DraftState, step: DraftStep, viewer: Viewer, note: str = "") -> None:
    draft.state, draft.updated_at = state, clock.now()
    note_step(draft, step, viewer.user_id, note)
    session().flush()


def _require(allowed: bool) -> None:
    if not allowed:
        raise Forbidden


def _require_state(draft: RuleDraft, states: Iterable[DraftState]) -> None:
    if draft.state not in states:
        raise WrongStep


def _refuse_first(obstacles: Iterable[DomainError]) -> None:
    for obstacle in obstacles:
        raise obstacle

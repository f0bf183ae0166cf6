"""What stands between a draft and its next step: every obstacle, the gravest first; none when the step may be taken."""

from collections.abc import Iterator

from care_triage.accounts.types import Role, Viewer
from care_triage.infra.errors import DomainError, Forbidden
from care_triage.rulebook.errors import (
    DraftContested,
    DraftHasErrors,
    DraftOutdated,
    EmptyDraft,
    OwnDraft,
    ReasonMissing,
    ReplayMissing,
    VerificationHasErrors,
    VerificationMissing,
    WrongStep,
)
from care_triage.rulebook.types import Composition, DraftLife, DraftState, DraftView, Replayed, Verified

Obstacles = Iterator[DomainError]


def may_write(viewer: Viewer) -> bool:
    """Whether the person writes drafts."""
    return viewer.has(Role.RULE_AUTHOR)


def may_approve(viewer: Viewer) -> bool:
    """Whether the person approves and publishes what others wrote."""
    return viewer.has(Role.RULE_APPROVER)


def to_submit(life: DraftLife, draft: DraftView, composition: Composition) -> Obstacles:
    """What must be settled before the draft is shown to a second person."""
    if life.state is not DraftState.OPEN:
        yield WrongStep()
    if life.is_outdated:
        yield DraftOutdated()
    if draft.contested:
        yield DraftContested(rules=", ".join(rule.id for rule in draft.contested))
    if composition.problems:
        yield DraftHasErrors(composition.problems)
    if not draft.changed:
        yield EmptyDraft()


def to_approve(life: DraftLife, replay: Replayed | None, verification: Verified | None, viewer: Viewer) -> Obstacles:
    """What keeps this person from approving."""
    if life.state is not DraftState.SUBMITTED:
        yield WrongStep()
    if not may_approve(viewer):
        yield Forbidden()
    if viewer.user_id in life.hands:
        yield OwnDraft()
    yield from _before_readers(life, replay, verification)


def to_publish(life: DraftLife, replay: Replayed | None, verification: Verified | None, viewer: Viewer) -> Obstacles:
    """What keeps this person from publishing what was approved."""
    if life.state is not DraftState.APPROVED:
        yield WrongStep()
    if not may_approve(viewer):
        yield Forbidden()
    yield from _before_readers(life, replay, verification)


def loses_leads(replay: Replayed | None) -> bool:
    """Whether requests of the past would have lost their lead."""
    return bool(replay and replay.lost_leads)


def is_replayed(life: DraftLife, replay: Replayed | None) -> bool:
    """Whether the draft, as it is now, was replayed to the end."""
    return replay is not None and replay.is_done and replay.draft_revision == life.revision


def is_verified(life: DraftLife, verification: Verified | None) -> bool:
    """Whether the draft, as it is now, was verified to the end."""
    return verification is not None and verification.is_done and verification.draft_revision == life.revision


def _before_readers(life: DraftLife, replay: Replayed | None, verification: Verified | None) -> Obstacles:
    if life.is_outdated:
        yield DraftOutdated()
    verified = is_verified(life, verification)
    if verified and verification is not None and verification.errors:
        yield VerificationHasErrors()
    if not is_replayed(life, replay):
        yield ReplayMissing()
    elif loses_leads(replay) and not life.reason:
        yield ReasonMissing()
    if not verified:
        yield VerificationMissing()

"""Plain values of the rulebook: drafts of rules, their life, and what differs between two versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, Protocol

from care_triage.triage.document import RuleSetDocument, RuleSpec

# The fields of a rule as the data files write them, without its id; a draft may hold wrong ones.
RuleFields = Mapping[str, Any]
RuleChange = Literal["same", "added", "changed", "removed"]


class DraftState(StrEnum):
    """Where a draft is on its way to being published."""

    OPEN = "open"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class DraftStep(StrEnum):
    """Something somebody did with a draft as a whole."""

    STARTED = "started"
    REBASED = "rebased"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


# The steps that somebody waits for: who approves, and who wrote.
ANNOUNCED = frozenset({DraftStep.SUBMITTED, DraftStep.APPROVED, DraftStep.REFUSED, DraftStep.PUBLISHED})


@dataclass(frozen=True)
class DraftRule:
    """One rule of a draft. `base` is None for an added rule; `fields` of a removed one are those it had.

    `revision` is what an author must have seen to write over it: 0 until somebody changes the rule in this draft.
    A contested rule was also changed by a version published since: `base` is what that version says, `ancestor` what
    both began from. It must be settled before the draft is submitted.
    """

    id: str
    fields: RuleFields
    change: RuleChange
    revision: int
    base: RuleFields | None
    position: float
    is_contested: bool = False
    ancestor: RuleFields | None = None
    changed_by: str | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True)
class DraftView:
    """A draft with all its rules in order, removed ones included."""

    id: int
    title: str
    state: DraftState
    revision: int
    base_id: int
    base_version: int
    base: RuleSetDocument
    rules: tuple[DraftRule, ...]

    @property
    def changed(self) -> tuple[DraftRule, ...]:
        """The rules that differ from the base."""
        return tuple(rule for rule in self.rules if rule.change != "same")

    @property
    def contested(self) -> tuple[DraftRule, ...]:
        """The rules that a version published since has changed too."""
        return tuple(rule for rule in self.rules if rule.is_contested)

    def find(self, rule_id: str) -> DraftRule | None:
        """The rule with this id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


@dataclass(frozen=True)
class DraftEvent:
    """One line of a draft's life."""

    step: DraftStep
    by: str | None
    at: datetime
    note: str | None


@dataclass(frozen=True)
class DraftLife:
    """Where a draft is on its way, who wrote in it, and what stands now beside its base."""

    id: int
    title: str
    state: DraftState
    revision: int
    base_version: int
    newest_version: int
    author: str
    hands: frozenset[int]
    reason: str | None
    review_note: str | None
    effective_at: datetime | None
    published_version: int | None
    events: tuple[DraftEvent, ...]

    @property
    def is_outdated(self) -> bool:
        """Whether another version was published since the draft began or was carried over."""
        return self.base_version != self.newest_version


class Replayed(Protocol):
    """What a draft's way to publication asks of its last replay over the past."""

    @property
    def draft_revision(self) -> int:
        """The revision of the draft that was replayed."""

    @property
    def is_done(self) -> bool:
        """Whether it ran to its end."""

    @property
    def lost_leads(self) -> int | None:
        """How many requests would lose their lead."""


class VerificationState(StrEnum):
    """Where the whole verification of a draft is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


# Its runner speaks every second; one that was silent for so long is dead.
_SILENCE = timedelta(minutes=2)


def is_silent(state: VerificationState, beat_at: datetime | None, now: datetime) -> bool:
    """Whether the runner of a verification stopped without saying so."""
    return state is VerificationState.RUNNING and (beat_at is None or now - beat_at > _SILENCE)


class Verified(Protocol):
    """What a draft's way to publication asks of its last whole verification."""

    @property
    def draft_revision(self) -> int:
        """The revision of the draft that was verified."""

    @property
    def is_done(self) -> bool:
        """Whether it ran to its end."""

    @property
    def errors(self) -> int:
        """How many findings forbid publishing."""


@dataclass(frozen=True)
class RowProblem:
    """Why a rule cannot be published: which rule, which field (`when.legal_form`, `rank`), where in its cell.

    `message` and `message_en` are sentences; the rulebook speaks of fields by their names in `routes/labels`.
    """

    rule_id: str
    field: str
    message: str
    message_en: str
    offset: int | None = None

    def sentence(self, locale: str) -> str:
        """The sentence for a reader of `locale`."""
        return self.message_en if locale == "en" else self.message


@dataclass(frozen=True)
class Composition:
    """What a draft amounts to: the document to publish, or everything that forbids it."""

    document: RuleSetDocument | None
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True)
class FieldDifference:
    """One field of one rule (`when.legal_form`, `rank`): as it was and as it is; None where it says nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowChange:
    """One rule that differs between two documents; `before` or `after` is None when it is new or gone."""

    rule_id: str
    change: RuleChange
    before: RuleSpec | None
    after: RuleSpec | None
    fields: tuple[FieldDifference, ...] = ()

"""Tables of the rulebook: drafts, the rules they change, what people did with them, and what the data files said."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.infra.db import Base, Json
from care_triage.infra.enums import enum_column
from care_triage.rulebook.replay.state import ReplayState
from care_triage.rulebook.types import DraftState, DraftStep, VerificationState

_ACTIVE_REPLAY = text("state IN ('queued', 'running')")


class RuleDraft(Base):
    """A version in the making: the published one it starts from, and how far it is on its way.

    `revision` rises with everything that changes what would be published; approval and replay name the one they saw.
    """

    __tablename__ = "rule_draft"
    __table_args__ = (Index("ix_rule_draft_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    base_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    state: Mapped[DraftState] = enum_column(DraftState)
    revision: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str | None] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    review_note: Mapped[str | None] = mapped_column(Text)
    effective_at: Mapped[datetime | None]
    published_as: Mapped[int | None] = mapped_column(ForeignKey("rule_set.id"))


class RuleDraftRow(Base):
    """One rule that a draft adds, changes, moves or removes (`fields` is None).

    `revision` only rises: an undone row stays, with `is_undone`, so that a page shown before is told. `contested_from_id`
    is the version the row was written on, when a version published since changed the same rule.
    """

    __tablename__ = "rule_draft_row"
    __table_args__ = (UniqueConstraint("draft_id", "rule_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id", ondelete="CASCADE"))
    rule_id: Mapped[str] = mapped_column(String(80))
    position: Mapped[float | None]
    fields: Mapped[Json | None]
    is_undone: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    contested_from_id: Mapped[int | None] = mapped_column(ForeignKey("rule_set.id"))


class RuleDraftHand(Base):
    """Somebody wrote in a draft: they may not approve it, even when nothing of theirs is left in it."""

    __tablename__ = "rule_draft_hand"

    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class RuleDraftEvent(Base):
    """One step in the life of a draft: who did what, when, with which words. Only ever added."""

    __tablename__ = "rule_draft_event"
    __table_args__ = (Index("ix_rule_draft_event_draft_id", "draft_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id", ondelete="CASCADE"))
    step: Mapped[DraftStep] = enum_column(DraftStep)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    revision: Mapped[int]
    note: Mapped[str | None] = mapped_column(Text)


class AppliedCatalogue(Base):
    """What the data files said each time they were loaded: tells what people changed here since."""

    __tablename__ = "applied_catalogue"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    document: Mapped[Json]
    applied_at: Mapped[datetime]


class RuleReplay(Base):
    """A draft replayed over past requests: how far it is, and what it found.

    One replay of a draft is under way at a time. `claim` names the runner that has it in hand, which gives a sign at
    `beat_at`; whoever finds it silent takes over with a claim of its own.
    """

    __tablename__ = "rule_replay"
    __table_args__ = (
        Index("ix_rule_replay_draft_id_id", "draft_id", "id"),
        Index(
            "uq_rule_replay_active", "draft_id", unique=True,
            postgresql_where=_ACTIVE_REPLAY, sqlite_where=_ACTIVE_REPLAY,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id", ondelete="CASCADE"))
    draft_revision: Mapped[int]
    base_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    state: Mapped[ReplayState] = enum_column(ReplayState)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    claim: Mapped[str | None] = mapped_column(String(32))
    beat_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    finished_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(String(40))
    result: Mapped[Json | None]


class RuleVerification(Base):
    """A draft verified to the end: how far it is, and everything it found, for one revision of the draft.

    `claim` names the runner that has it in hand, which gives a sign at `beat_at`. Nobody asked for one that a command
    kept.
    """

    __tablename__ = "rule_verification"
    __table_args__ = (Index("ix_rule_verification_draft_id_id", "draft_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id", ondelete="CASCADE"))
    draft_revision: Mapped[int]
    state: Mapped[VerificationState] = enum_column(VerificationState)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    claim: Mapped[str | None] = mapped_column(String(32))
    beat_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    finished_at: Mapped[datetime | None]
    result: Mapped[Json | None]

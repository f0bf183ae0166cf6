"""Tables of triage: published rule sets, stored decisions, learnt models; none is ever changed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.infra.db import Base, Json


class PublishedRuleSet(Base):
    """A numbered, dated, immutable rule set: the whole document, and its fingerprint."""

    __tablename__ = "rule_set"
    __table_args__ = (Index("ix_rule_set_effective_at", "effective_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    document: Mapped[Json]
    note: Mapped[str] = mapped_column(String(300))
    published_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    # Nobody, when the data files were loaded.
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Taken back before it took effect: it never answers, and keeps its number.
    withdrawn_at: Mapped[datetime | None]


class StoredDecision(Base):
    """The result of the rules for one need: version, facts, what fired, what was sent and why."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_need_id", "need_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    decided_at: Mapped[datetime]
    decided_on: Mapped[date]
    facts: Mapped[Json]
    outcome: Mapped[Json]


class LearntModel(Base):
    """What was learnt from examples, ready to be mapped; the newest of a name reads."""

    __tablename__ = "learnt_model"
    __table_args__ = (UniqueConstraint("name", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # What it reads for: a value of `types.Lesson`.
    name: Mapped[str] = mapped_column(String(20))
    # Of the examples and of the way they are learnt.
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]
    learnt_at: Mapped[datetime]

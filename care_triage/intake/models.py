"""The table of requests being written: each step is kept, so that nothing typed is lost."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.infra.db import Base, Json


class RequestDraft(Base):
    """A request that is being written; its token opens it on any device until it is filed."""

    __tablename__ = "request_draft"
    __table_args__ = (Index("ix_request_draft_updated_at", "updated_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    locale: Mapped[str] = mapped_column(String(2))
    # Everything the owner has answered so far, in the shape of `types.Answers`.
    answers: Mapped[Json]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_.id"))
    # The words went to a case that was open already: this token opens nothing of it.
    joined: Mapped[bool] = mapped_column(default=False, server_default=false())


class StoryPrint(Base):
    """The fingerprint of a story that was sent lately: the same advert comes many times. Holds no words."""

    __tablename__ = "story_print"
    __table_args__ = (
        Index("ix_story_print_fingerprint", "fingerprint"),
        Index("ix_story_print_filed_at", "filed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    filed_at: Mapped[datetime]


class EmbedSite(Base):
    """A partner's web site that may show the front door in a frame, and from which origins."""

    __tablename__ = "embed_site"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    # {"allowed": ["https://www.exemple.fr", …]}
    origins: Mapped[Json]
    active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

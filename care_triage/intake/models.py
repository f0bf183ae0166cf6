"""The table of requests being written: each step is kept, so that nothing typed is lost."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
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

"""What the board adds to the database: the words a case is found by."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.infra.db import Base
from care_triage.infra.enums import enum_column
from care_triage.territory.models import ByteString


class WordKind(StrEnum):
    """Where a word was found: an owner's name is not read by everyone who sees the case."""

    COMPANY = "company"
    CONTACT = "contact"
    COMMUNE = "commune"


class CaseWord(Base):
    """One word of a case, without accents or capitals: looked up by its beginning, gone with its case."""

    __tablename__ = "case_word"
    __table_args__ = (Index("ix_case_word_word_case_id", "word", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[WordKind] = enum_column(WordKind, primary_key=True)
    word: Mapped[str] = mapped_column(ByteString, primary_key=True)

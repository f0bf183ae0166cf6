"""Tables of the local register; they are rebuilt from the file of Insee and hold nothing a person typed here."""

from datetime import date, datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.infra.db import Base

# Compared byte by byte on both databases, so that "starts with" is a range of the index.
ByteString = String().with_variant(String(collation="C"), "postgresql")


class FirmRow(Base):
    """A firm (unité légale). Who asked not to be published has no name here."""

    __tablename__ = "firm"

    siren: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    legal_category: Mapped[str] = mapped_column(String(4))
    staff_band: Mapped[str] = mapped_column(String(2))
    activity: Mapped[str] = mapped_column(String(16))
    created_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    is_public: Mapped[bool]


class EstablishmentRow(Base):
    """A place of a firm (établissement). `seen_in` is the import that saw it last; `is_stale` waits for its words."""

    __tablename__ = "firm_establishment"

    siret: Mapped[str] = mapped_column(String(14), primary_key=True)
    siren: Mapped[str] = mapped_column(String(9))
    trade_name: Mapped[str] = mapped_column(String(200))
    activity: Mapped[str] = mapped_column(String(16))
    staff_band: Mapped[str] = mapped_column(String(2))
    commune: Mapped[str] = mapped_column(String(5))
    postal_code: Mapped[str] = mapped_column(String(5))
    town: Mapped[str] = mapped_column(String(100))
    street: Mapped[str] = mapped_column(String(200))
    created_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    is_head_office: Mapped[bool]
    is_craft: Mapped[bool]
    is_public: Mapped[bool]
    is_demo: Mapped[bool]
    is_stale: Mapped[bool]
    seen_in: Mapped[int]

    __table_args__ = (
        # Pages of the places of one firm: head office first is a matter of the reader, the key is the SIRET.
        Index("ix_firm_establishment_siren_siret", "siren", "siret"),
        Index("ix_firm_establishment_stale", "siret", sqlite_where=text("is_stale"), postgresql_where=text("is_stale")),
    )


class FirmWordRow(Base):
    """A word that finds an establishment. `rank`: 0 of the name, 1 of the name of a closed one, 2 of its place."""

    __tablename__ = "firm_word"

    word: Mapped[str] = mapped_column(ByteString, primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    commune: Mapped[str] = mapped_column(String(5), primary_key=True)
    siret: Mapped[str] = mapped_column(String(14), primary_key=True)

    __table_args__ = (Index("ix_firm_word_siret_word", "siret", "word"),)


class FirmImportRow(Base):
    """One run of the import: where it stands, so that the same file goes on where it was broken off."""

    __tablename__ = "firm_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(String(300))
    mark: Mapped[str] = mapped_column(String(64))
    departments: Mapped[str] = mapped_column(String(400))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    lines: Mapped[int]
    unit_lines: Mapped[int]
    taken: Mapped[int]
    rejected: Mapped[int]

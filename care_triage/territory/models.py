"""Tables of the places of France; they are rebuilt from the source and hold nothing a person typed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.infra.db import Base

# Compared byte by byte on both databases, so that "starts with" is a range of the index.
ByteString = String().with_variant(String(collation="C"), "postgresql")


class CommuneRow(Base):
    """A commune of today, or a municipal arrondissement whose `parent` is its commune."""

    __tablename__ = "commune"

    insee: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    search_name: Mapped[str] = mapped_column(ByteString)
    parent: Mapped[str | None] = mapped_column(ForeignKey("commune.insee"), index=True)
    arrondissement: Mapped[str | None] = mapped_column(String(5))
    epci: Mapped[str | None] = mapped_column(String(9), index=True)
    court: Mapped[str | None] = mapped_column(String(40), index=True)
    department: Mapped[str] = mapped_column(String(3), index=True)
    region: Mapped[str] = mapped_column(String(3))
    population: Mapped[int]
    # Space-separated copy of its postal codes, so that one row is enough to name a place.
    postal_codes: Mapped[str] = mapped_column(String(160))


class CommuneNameRow(Base):
    """A name a commune answers to; the primary key is the index that autocompletion walks."""

    __tablename__ = "commune_name"

    search_name: Mapped[str] = mapped_column(ByteString, primary_key=True)
    insee: Mapped[str] = mapped_column(ForeignKey("commune.insee"), primary_key=True)
    rank: Mapped[int]
    # Copied so that the best ten of thousands are found without reading the communes.
    population: Mapped[int]

    __table_args__ = (Index("ix_commune_name_insee", "insee"),)


class PostalCodeRow(Base):
    """A postal code serves communes; it never gives a territory by itself."""

    __tablename__ = "postal_code"

    code: Mapped[str] = mapped_column(ByteString, primary_key=True)
    insee: Mapped[str] = mapped_column(ForeignKey("commune.insee"), primary_key=True)

    __table_args__ = (Index("ix_postal_code_insee", "insee"),)


class FormerCommuneRow(Base):
    """A delegated, associated or abolished commune and the one it belongs to now."""

    __tablename__ = "former_commune"

    insee: Mapped[str] = mapped_column(String(5), primary_key=True)
    current: Mapped[str] = mapped_column(ForeignKey("commune.insee"), index=True)
    name: Mapped[str] = mapped_column(String(80))


class AreaRow(Base):
    """The name of a territory above the commune."""

    __tablename__ = "area"

    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))


class TerritoryLoadRow(Base):
    """The source that the tables were last filled from; one row."""

    __tablename__ = "territory_load"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    loaded_at: Mapped[datetime]

"""Tables of partners: partner, unit, coverage, absence."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from care_triage.infra.db import Base, Json
from care_triage.infra.enums import enum_column
from care_triage.partners.types import Kind, Status, level_of
from care_triage.territory.business_hours import DEFAULT_HOURS
from care_triage.territory.types import TerritoryLevel


class Partner(Base):
    """An organisation of the collective."""

    __tablename__ = "partner"
    __table_args__ = (
        UniqueConstraint("slug"),
        Index(None, "kind", "active"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[Kind] = enum_column(Kind)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str | None] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(String(300))
    phone: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[Status] = enum_column(Status, default=Status.GENERAL)
    source: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)
    # Names without accents or capitals, for the search of the directory.
    search_text: Mapped[str] = mapped_column(Text, default="")
    # What the data files last wrote here: a field that differs was changed by a person.
    applied: Mapped[Json | None]
    version: Mapped[int] = mapped_column(default=1)

    units: Mapped[list["Unit"]] = relationship(back_populates="partner", order_by="Unit.name")


class Unit(Base):
    """The local part of a partner that receives referrals."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("slug"),
        CheckConstraint("capacity >= 0", name="capacity"),
        CheckConstraint("first_answer_hours > 0", name="first_answer_hours"),
        Index(None, "partner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    hours: Mapped[str] = mapped_column(String(300), default=DEFAULT_HOURS)
    # How many open referrals it can carry; None is "as many as come".
    capacity: Mapped[int | None]
    # Working hours until the first answer, where the unit promises its own; None leaves it to the rule.
    first_answer_hours: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)
    search_text: Mapped[str] = mapped_column(Text, default="")
    applied: Mapped[Json | None]
    version: Mapped[int] = mapped_column(default=1)

    partner: Mapped[Partner] = relationship(back_populates="units")
    coverage: Mapped[list["Coverage"]] = relationship(order_by="Coverage.code", cascade="all, delete-orphan")
    absences: Mapped[list["Absence"]] = relationship(order_by="Absence.from_on", cascade="all, delete-orphan")


class Coverage(Base):
    """One territory code for which a unit is competent; the prefix of the code is its level."""

    __tablename__ = "coverage"
    __table_args__ = (UniqueConstraint("unit_id", "code"), Index(None, "code", "unit_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(60))

    @property
    def level(self) -> TerritoryLevel:
        """The level of the code."""
        return level_of(self.code)


class Absence(Base):
    """Days on which a unit is away; both ends belong to it."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("from_on <= until_on", name="order"),
        Index(None, "unit_id", "until_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")

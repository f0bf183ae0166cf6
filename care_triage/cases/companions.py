"""Tables of what goes along with a case: appointments, how it went, being forgotten, false alarms, sequels."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from care_triage.cases.companion_types import AppointmentStatus, AppointmentWay, BusinessState, Moment, Usefulness
from care_triage.infra.db import Base
from care_triage.infra.enums import enum_column

_OFFERED, _BOOKED = text("status = 'offered'"), text("status = 'booked'")


class Appointment(Base):
    """A meeting of an adviser and an owner: offered as slots, then booked for one of them."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index("ix_appointment_case_id", "case_id"),
        Index("uq_appointment_offered", "referral_id", unique=True, postgresql_where=_OFFERED, sqlite_where=_OFFERED),
        Index(
            "uq_appointment_booked",
            "adviser_id",
            "starts_at",
            unique=True,
            postgresql_where=_BOOKED,
            sqlite_where=_BOOKED,
        ),
        Index("ix_appointment_soon", "starts_at", postgresql_where=_BOOKED, sqlite_where=_BOOKED),
        CheckConstraint("status <> 'booked' OR starts_at IS NOT NULL", name="booked_with_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    adviser_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    way: Mapped[AppointmentWay] = enum_column(AppointmentWay)
    # An address or a video link; a phone call needs none.
    place: Mapped[str] = mapped_column(String(300), default="")
    minutes: Mapped[int]
    status: Mapped[AppointmentStatus] = enum_column(AppointmentStatus, default=AppointmentStatus.OFFERED)
    status_at: Mapped[datetime]
    offered_at: Mapped[datetime]
    starts_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    # What calendars compare (RFC 5545, 3.8.7.4): raised when a booked appointment changes.
    sequence: Mapped[int] = mapped_column(default=0)


class AppointmentSlot(Base):
    """One time at which an appointment may be."""

    __tablename__ = "appointment_slot"
    __table_args__ = (UniqueConstraint("appointment_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"))
    starts_at: Mapped[datetime]


class Opinion(Base):
    """How it went, as the owner tells it at the end and a month later; `asked_at` is empty when nobody asked."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("case_id", "moment", "ended_at"), Index("ix_opinion_asked_at", "asked_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))
    moment: Mapped[Moment] = enum_column(Moment)
    # The end that it is about: a case may be reopened and end again.
    ended_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    useful: Mapped[Usefulness | None] = enum_column(Usefulness)
    business: Mapped[BusinessState | None] = enum_column(BusinessState)
    words: Mapped[str] = mapped_column(Text, default="")
    shares_words: Mapped[bool] = mapped_column(default=False)


class Erasure(Base):
    """An owner's wish to be forgotten: due a day later, so that it can be taken back, then done for good."""

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_due_at", "due_at"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class FalseAlarm(Base):
    """Danger was heard in a case, and whoever spoke with its owner says that nobody is in danger."""

    __tablename__ = "false_alarm"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    told_at: Mapped[datetime]
    told_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class CaseSequel(Base):
    """A case that takes up an earlier one of the same owner."""

    __tablename__ = "case_sequel"
    __table_args__ = (Index("ix_case_sequel_follows_id", "follows_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    follows_id: Mapped[int] = mapped_column(ForeignKey("case_.id"))

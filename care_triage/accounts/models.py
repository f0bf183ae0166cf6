"""Tables of people and of the roles they hold."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from care_triage.accounts.types import PARTNER_ROLES, UNIT_ROLES, Role, Standing
from care_triage.infra.db import Base
from care_triage.infra.enums import enum_column


def _sql_list(roles: frozenset[Role]) -> str:
    return ", ".join(f"'{role}'" for role in sorted(roles))


def _unique_where(name: str, condition: str, *columns: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(condition), postgresql_where=text(condition))


class Person(Base):
    """Someone with an account. Its four last members are what Flask-Login asks of a user."""

    __tablename__ = "person"
    __table_args__ = (
        # An address is stored as it is compared, so that one person cannot exist twice by capital letters.
        CheckConstraint("email = lower(email)", name="email_lowercase"),
        CheckConstraint("not active or password_hash is not null", name="active_has_password"),
        CheckConstraint("locale in ('fr', 'en')", name="locale_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[str] = mapped_column(String(2), default="fr")
    created_at: Mapped[datetime]
    last_sign_in_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    # Written into every session and every link: raising it ends them all.
    session_version: Mapped[int] = mapped_column(default=1)

    grants: Mapped[list["Grant"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", passive_deletes=True, order_by="Grant.id"
    )

    @property
    def standing(self) -> Standing:
        """Invited until a password is chosen, then active, until someone deactivates them."""
        if self.deactivated_at is not None:
            return Standing.DEACTIVATED
        return Standing.ACTIVE if self.active else Standing.INVITED

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held, wherever they are exercised."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.active

    @property
    def is_authenticated(self) -> bool:
        """A person is somebody; only Flask-Login's anonymous user is not."""
        return True

    @property
    def is_anonymous(self) -> bool:
        """See `is_authenticated`."""
        return False

    def get_id(self) -> str:
        """What a session stores: the person and the version of their access."""
        return f"{self.id}.{self.session_version}"


class Grant(Base):
    """One role held by one person: in a unit, for a partner, or for the whole collective."""

    __tablename__ = "grant_"
    __table_args__ = (
        CheckConstraint(f"role in ({_sql_list(frozenset(Role))})", name="role_known"),
        CheckConstraint(f"(role in ({_sql_list(UNIT_ROLES)})) = (unit_id is not null)", name="unit_when_needed"),
        CheckConstraint(
            f"(role in ({_sql_list(PARTNER_ROLES)})) = (partner_id is not null)", name="partner_when_needed"
        ),
        # One index for each kind of scope: a plain unique constraint would let NULLs through.
        _unique_where("uq_grant_unit", "unit_id is not null", "person_id", "role", "unit_id"),
        _unique_where("uq_grant_partner", "partner_id is not null", "person_id", "role", "partner_id"),
        _unique_where("uq_grant_collective", "unit_id is null and partner_id is null", "person_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = enum_column(Role)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)

    person: Mapped[Person] = relationship(back_populates="grants")

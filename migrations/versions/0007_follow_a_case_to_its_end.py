"""Appointments, how it went, being forgotten, a case that takes up another, and their lines of history.

Revision: 0007.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_AT = sa.DateTime(timezone=True)
_NEW_KINDS = (
    "case_reopened", "owner_nudged", "link_replaced", "appointment_offered", "appointment_booked",
    "appointment_declined", "appointment_cancelled", "erasure_asked", "erasure_undone", "case_erased",
)  # fmt: skip


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _fk(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    _create_appointments()
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("moment", _enum("moment", "ending", "later"), nullable=False),
        sa.Column("ended_at", _AT, nullable=False),
        sa.Column("asked_at", _AT, nullable=True),
        sa.Column("answered_at", _AT, nullable=True),
        sa.Column("useful", _enum("usefulness", "yes", "partly", "no", "none"), nullable=True),
        sa.Column("business", _enum("businessstate", "running", "fragile", "procedure", "stopped"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shares_words", sa.Boolean(), nullable=False),
        _fk("opinion", "case_id", "case_"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("case_id", "moment", "ended_at", name=op.f("uq_opinion_case_id_moment_ended_at")),
    )
    op.create_index("ix_opinion_asked_at", "opinion", ["asked_at"])
    op.create_table(
        "erasure",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", _AT, nullable=False),
        sa.Column("due_at", _AT, nullable=False),
        sa.Column("done_at", _AT, nullable=True),
        _fk("erasure", "case_id", "case_"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_erasure")),
    )
    op.create_index("ix_erasure_due_at", "erasure", ["due_at"])
    op.create_table(
        "case_sequel",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=False),
        _fk("case_sequel", "case_id", "case_"),
        _fk("case_sequel", "follows_id", "case_"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_sequel")),
    )
    op.create_index("ix_case_sequel_follows_id", "case_sequel", ["follows_id"])
    op.add_column("mail", sa.Column("calendar", sa.Text(), nullable=True))
    _hold_history_to([*_kinds(), *(kind for kind in _NEW_KINDS if kind not in _kinds())])


def downgrade() -> None:
    _hold_history_to([kind for kind in _kinds() if kind not in _NEW_KINDS])
    with op.batch_alter_table("mail") as batch_op:
        batch_op.drop_column("calendar")
    for table in ("case_sequel", "erasure", "opinion", "appointment_slot", "appointment"):
        op.drop_table(table)


def _create_appointments() -> None:
    offered, booked = sa.text("status = 'offered'"), sa.text("status = 'booked'")
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("way", _enum("appointmentway", "phone", "on_site", "video"), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            _enum("appointmentstatus", "offered", "booked", "declined", "replaced", "cancelled"),
            nullable=False,
        ),
        sa.Column("status_at", _AT, nullable=False),
        sa.Column("offered_at", _AT, nullable=False),
        sa.Column("starts_at", _AT, nullable=True),
        sa.Column("reminded_at", _AT, nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'booked' OR starts_at IS NOT NULL", name=op.f("ck_appointment_booked_with_time")),
        _fk("appointment", "case_id", "case_"),
        _fk("appointment", "need_id", "need"),
        _fk("appointment", "referral_id", "referral"),
        _fk("appointment", "unit_id", "unit"),
        _fk("appointment", "adviser_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index("ix_appointment_case_id", "appointment", ["case_id"])
    op.create_index(
        "uq_appointment_offered", "appointment", ["referral_id"], unique=True,
        postgresql_where=offered, sqlite_where=offered,
    )  # fmt: skip
    op.create_index(
        "uq_appointment_booked", "appointment", ["adviser_id", "starts_at"], unique=True,
        postgresql_where=booked, sqlite_where=booked,
    )  # fmt: skip
    op.create_index("ix_appointment_soon", "appointment", ["starts_at"], postgresql_where=booked, sqlite_where=booked)
    op.create_table(
        "appointment_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", _AT, nullable=False),
        _fk("appointment_slot", "appointment_id", "appointment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_slot")),
        sa.UniqueConstraint("appointment_id", "starts_at", name=op.f("uq_appointment_slot_appointment_id_starts_at")),
    )


def _kinds() -> list[str]:
    """The kinds of lines that the history takes now, whatever other migration has added to them."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        held = bind.exec_driver_sql(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_history_event_eventkind'"
        ).scalar_one()
    else:
        table = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'history_event'").scalar_one()
        held = re.findall(_CHECK, table)[0]
    return list(dict.fromkeys(re.findall(r"'([a-z_]+)'", held)))


_CHECK = r"CHECK \(kind IN \([^)]*\)\)"


def _check(kinds: list[str]) -> str:
    return "CHECK (kind IN ({}))".format(", ".join(f"'{kind}'" for kind in kinds))


def _hold_history_to(kinds: list[str]) -> None:
    """Change the kinds that the history takes; going down, lines that the older version cannot read leave with it."""
    if op.get_bind().dialect.name == "postgresql":
        _hold_on_postgresql(kinds)
    else:
        _hold_on_sqlite(kinds)


def _hold_on_postgresql(kinds: list[str]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute("ALTER TABLE history_event DROP CONSTRAINT ck_history_event_eventkind")
    op.execute("ALTER TABLE history_event DISABLE TRIGGER history_event_append_only")
    op.execute(f"DELETE FROM history_event WHERE kind NOT IN ({listed})")  # noqa: S608 - kinds of our own
    op.execute("ALTER TABLE history_event ENABLE TRIGGER history_event_append_only")
    op.execute(f"ALTER TABLE history_event ADD CONSTRAINT ck_history_event_eventkind {_check(kinds)}")


def _hold_on_sqlite(kinds: list[str]) -> None:
    """SQLite changes no check: the table is written anew, with its indexes and the triggers that guard it."""
    bind = op.get_bind()
    table = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'history_event'").scalar_one()
    beside = bind.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'history_event' AND type <> 'table' AND sql IS NOT NULL"
    ).scalars()
    guards = list(beside)
    fresh = re.sub(_CHECK, lambda _match: _check(kinds), table, count=1)
    fresh = re.sub(r'CREATE TABLE "?history_event"?', "CREATE TABLE history_event_anew", fresh, count=1)
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    bind.exec_driver_sql(fresh)
    bind.exec_driver_sql(f"INSERT INTO history_event_anew SELECT * FROM history_event WHERE kind IN ({listed})")  # noqa: S608 - kinds of our own
    bind.exec_driver_sql("DROP TABLE history_event")
    bind.exec_driver_sql("ALTER TABLE history_event_anew RENAME TO history_event")
    for guard in guards:
        bind.exec_driver_sql(guard)

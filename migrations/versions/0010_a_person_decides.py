"""Keep false alarms, and let the history tell of a danger that was none and of a door that was the right one.

Revision: 0010. Going down loses the lines of history that only this version writes.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NEW_KINDS = ("danger_dismissed", "door_confirmed")
_NAME = "ck_history_event_eventkind"
_CHECK = r"CHECK \(kind IN \([^)]*\)\)"


def upgrade() -> None:
    op.create_table(
        "false_alarm",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_false_alarm_case_id_case_")),
        sa.ForeignKeyConstraint(["told_by_id"], ["person.id"], name=op.f("fk_false_alarm_told_by_id_person")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_false_alarm")),
    )
    _let_history_tell([*_kinds(), *_NEW_KINDS])


def downgrade() -> None:
    _let_history_tell([kind for kind in _kinds() if kind not in _NEW_KINDS])
    op.drop_table("false_alarm")


def _kinds() -> list[str]:
    """The kinds of lines that the history takes now."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        held = bind.exec_driver_sql(
            f"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{_NAME}'"  # noqa: S608 - our own name
        ).scalar_one()
    else:
        held = re.findall(_CHECK, _table())[0]
    return list(dict.fromkeys(re.findall(r"'([a-z_]+)'", held)))


def _table() -> str:
    made = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'history_event'")
    return str(made.scalar_one())


def _let_history_tell(kinds: list[str]) -> None:
    """Hold the kinds of lines to these, without letting go of what makes the history append-only."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE history_event DROP CONSTRAINT {_NAME}")
        op.execute("ALTER TABLE history_event DISABLE TRIGGER history_event_append_only")
        op.execute(f"DELETE FROM history_event WHERE kind NOT IN ({listed})")  # noqa: S608 - kinds of our own
        op.execute("ALTER TABLE history_event ENABLE TRIGGER history_event_append_only")
        op.execute(f"ALTER TABLE history_event ADD CONSTRAINT {_NAME} CHECK (kind IN ({listed}))")
    else:
        _write_again(listed)


def _write_again(listed: str) -> None:
    """SQLite changes no constraint of a table that stands: its rows go to a new one, with index and triggers."""
    bind, made = op.get_bind(), _table()
    beside = bind.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'history_event' AND type <> 'table' AND sql IS NOT NULL"
    ).scalars()
    guards = list(beside)
    fresh = re.sub(_CHECK, lambda _match: f"CHECK (kind IN ({listed}))", made, count=1)
    bind.exec_driver_sql(re.sub(r'CREATE TABLE "?history_event"?', "CREATE TABLE history_event_next", fresh, count=1))
    bind.exec_driver_sql(f"INSERT INTO history_event_next SELECT * FROM history_event WHERE kind IN ({listed})")  # noqa: S608
    bind.exec_driver_sql("DROP TABLE history_event")
    bind.exec_driver_sql("ALTER TABLE history_event_next RENAME TO history_event")
    for guard in guards:
        bind.exec_driver_sql(guard)

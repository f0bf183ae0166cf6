"""Hold requests, join those of one firm, keep who writes for an owner and where a request came from.

Revision: 0008. Going down loses the lines of history that only this version writes.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KINDS = (
    "case_filed", "need_routed", "need_on_desk", "need_ended", "referral_sent", "referral_accepted", "referral_declined",
    "referral_transferred", "referral_waiting", "referral_resumed", "referral_closed", "referral_withdrawn",
    "referral_reminded", "referral_escalated", "referral_expired", "referral_undone", "message_posted",
    "document_added", "case_withdrawn",
    # Of 0007.
    "case_reopened", "owner_nudged", "link_replaced", "appointment_offered", "appointment_booked",
    "appointment_declined", "appointment_cancelled", "erasure_asked", "erasure_undone", "case_erased",
)  # fmt: skip
_NEW_KINDS = (
    "case_held", "case_released", "case_refused", "request_joined", "cases_merged", "cases_differ", "mandate_given",
    "mandate_asked", "mandate_confirmed", "mandate_ended",
)  # fmt: skip
_CHECK = "ck_history_event_eventkind"


def upgrade() -> None:
    op.create_table(
        "story_print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_print")),
    )
    with op.batch_alter_table("story_print", schema=None) as batch_op:
        batch_op.create_index("ix_story_print_filed_at", ["filed_at"], unique=False)
        batch_op.create_index("ix_story_print_fingerprint", ["fingerprint"], unique=False)

    op.create_table(
        "embed_site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "origins", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_embed_site_changed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embed_site")),
        sa.UniqueConstraint("slug", name=op.f("uq_embed_site_slug")),
    )
    op.create_table(
        "case_origin",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=40), nullable=True),
        sa.Column("page", sa.String(length=300), nullable=True),
        sa.Column("campaign", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_case_origin_case_id_case_")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_origin")),
    )
    with op.batch_alter_table("case_origin", schema=None) as batch_op:
        batch_op.create_index("ix_case_origin_site", ["site"], unique=False)

    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("suspicion", "mandate", name="holdkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "held", "released", "refused", name="holdstate", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "reasons", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_hold_case_id_case_")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_hold_decided_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_hold_case_id_kind")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hold_held",
            ["case_id"],
            unique=False,
            postgresql_where=sa.text("state = 'held'"),
            sqlite_where=sa.text("state = 'held'"),
        )

    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "given",
                "asked",
                "confirmed",
                "ended",
                name="mandatestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "accountant",
                "lawyer",
                "chamber",
                "relative",
                "agent",
                "other",
                name="mandaterole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_mandate_case_id_case_")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sa.UniqueConstraint("case_id", name=op.f("uq_mandate_case_id")),
    )
    op.create_table(
        "twin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "possible",
                "merged",
                "different",
                name="twinstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_twin_case_id_case_")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_twin_decided_by_id_person")),
        sa.ForeignKeyConstraint(["other_id"], ["case_.id"], name=op.f("fk_twin_other_id_case_")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_twin")),
        sa.UniqueConstraint("case_id", "other_id", name=op.f("uq_twin_case_id_other_id")),
    )
    with op.batch_alter_table("twin", schema=None) as batch_op:
        batch_op.create_index("ix_twin_other_id", ["other_id"], unique=False)
        batch_op.create_index(
            "ix_twin_possible",
            ["id"],
            unique=False,
            postgresql_where=sa.text("state = 'possible'"),
            sqlite_where=sa.text("state = 'possible'"),
        )
        batch_op.create_index(
            "uq_twin_merged",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("state = 'merged'"),
            sqlite_where=sa.text("state = 'merged'"),
        )

    with op.batch_alter_table("case_", schema=None) as batch_op:
        batch_op.create_index("ix_case__contact_email", ["contact_email"], unique=False)
        batch_op.create_index("ix_case__contact_phone", ["contact_phone"], unique=False)

    op.add_column("request_draft", sa.Column("joined", sa.Boolean(), server_default=sa.false(), nullable=False))
    _let_history_tell((*_KINDS, *_NEW_KINDS))


def downgrade() -> None:
    _let_history_tell(_KINDS)
    with op.batch_alter_table("request_draft", schema=None) as batch_op:
        batch_op.drop_column("joined")

    with op.batch_alter_table("case_", schema=None) as batch_op:
        batch_op.drop_index("ix_case__contact_phone")
        batch_op.drop_index("ix_case__contact_email")

    with op.batch_alter_table("twin", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_twin_merged", postgresql_where=sa.text("state = 'merged'"), sqlite_where=sa.text("state = 'merged'")
        )
        batch_op.drop_index(
            "ix_twin_possible",
            postgresql_where=sa.text("state = 'possible'"),
            sqlite_where=sa.text("state = 'possible'"),
        )
        batch_op.drop_index("ix_twin_other_id")

    op.drop_table("twin")
    op.drop_table("mandate")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_hold_held", postgresql_where=sa.text("state = 'held'"), sqlite_where=sa.text("state = 'held'")
        )

    op.drop_table("hold")
    with op.batch_alter_table("case_origin", schema=None) as batch_op:
        batch_op.drop_index("ix_case_origin_site")

    op.drop_table("case_origin")
    op.drop_table("embed_site")
    with op.batch_alter_table("story_print", schema=None) as batch_op:
        batch_op.drop_index("ix_story_print_fingerprint")
        batch_op.drop_index("ix_story_print_filed_at")

    op.drop_table("story_print")


def _let_history_tell(kinds: tuple[str, ...]) -> None:
    """Hold the kinds of lines to these, without letting go of what makes the history append-only."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE history_event DROP CONSTRAINT {_CHECK}")
        op.execute("ALTER TABLE history_event DISABLE TRIGGER history_event_append_only")
        op.execute(f"DELETE FROM history_event WHERE kind NOT IN ({listed})")  # noqa: S608 - our own words
        op.execute("ALTER TABLE history_event ENABLE TRIGGER history_event_append_only")
        op.execute(f"ALTER TABLE history_event ADD CONSTRAINT {_CHECK} CHECK (kind IN ({listed}))")
    else:
        _write_again(listed)


def _write_again(listed: str) -> None:
    """SQLite changes no constraint of a table that stands: its rows go to a new one, with index and triggers."""
    bind = op.get_bind()
    made = bind.execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'history_event'")).scalar_one()
    others = bind.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = 'history_event' AND name <> 'history_event'")
    ).scalars()
    again = [sql for sql in others if sql]
    before, _, rest = made.partition(f"CONSTRAINT {_CHECK} CHECK (kind IN (")
    after = rest.partition(")")[2]
    table = before.replace("history_event", "history_event_next", 1)
    op.execute(f"{table}CONSTRAINT {_CHECK} CHECK (kind IN ({listed}){after}")
    op.execute(f"INSERT INTO history_event_next SELECT * FROM history_event WHERE kind IN ({listed})")  # noqa: S608
    op.execute("DROP TABLE history_event")
    op.execute("ALTER TABLE history_event_next RENAME TO history_event")
    for sql in again:
        op.execute(sql)

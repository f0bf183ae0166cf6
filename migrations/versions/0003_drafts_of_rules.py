"""Write drafts of rules, keep what people did with them and what the data files said.

Revision: 0003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATES = ("open", "submitted", "approved", "published", "discarded")
_STEPS = ("started", "rebased", "submitted", "approved", "refused", "taken_back", "published", "withdrawn", "discarded")
_AT = sa.DateTime(timezone=True)
# The note of the versions that `flask catalogue apply` has published so far.
_BY_FILES = "Fichiers de données"


def _json() -> sa.types.TypeEngine[object]:
    return sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    _create_drafts()
    _create_rows()
    _create_life()
    _create_applied()
    with op.batch_alter_table("rule_set") as batch_op:
        batch_op.add_column(sa.Column("published_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", _AT, nullable=True))
        batch_op.create_foreign_key(op.f("fk_rule_set_published_by_id_person"), "person", ["published_by_id"], ["id"])


def _create_drafts() -> None:
    op.create_table(
        "rule_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("state", _enum("draftstate", _STATES), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        sa.Column("updated_at", _AT, nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", _AT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", _AT, nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.Column("effective_at", _AT, nullable=True),
        sa.Column("published_as", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["base_id"], ["rule_set.id"], name=op.f("fk_rule_draft_base_id_rule_set")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_rule_draft_author_id_person")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_rule_draft_submitted_by_id_person")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_rule_draft_decided_by_id_person")),
        sa.ForeignKeyConstraint(["published_as"], ["rule_set.id"], name=op.f("fk_rule_draft_published_as_rule_set")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft")),
    )
    with op.batch_alter_table("rule_draft") as batch_op:
        batch_op.create_index("ix_rule_draft_state", ["state"], unique=False)


def _create_rows() -> None:
    op.create_table(
        "rule_draft_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Double(), nullable=True),
        sa.Column("fields", _json(), nullable=True),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", _AT, nullable=False),
        sa.Column("contested_from_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_draft.id"], name=op.f("fk_rule_draft_row_draft_id_rule_draft"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_rule_draft_row_changed_by_id_person")),
        sa.ForeignKeyConstraint(
            ["contested_from_id"], ["rule_set.id"], name=op.f("fk_rule_draft_row_contested_from_id_rule_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft_row")),
        sa.UniqueConstraint("draft_id", "rule_id", name=op.f("uq_rule_draft_row_draft_id_rule_id")),
    )


def _create_life() -> None:
    op.create_table(
        "rule_draft_hand",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_draft.id"], name=op.f("fk_rule_draft_hand_draft_id_rule_draft"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rule_draft_hand_person_id_person")),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name=op.f("pk_rule_draft_hand")),
    )
    op.create_table(
        "rule_draft_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("step", _enum("draftstep", _STEPS), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", _AT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_draft.id"], name=op.f("fk_rule_draft_event_draft_id_rule_draft"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rule_draft_event_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft_event")),
    )
    with op.batch_alter_table("rule_draft_event") as batch_op:
        batch_op.create_index("ix_rule_draft_event_draft_id", ["draft_id"], unique=False)


def _create_applied() -> None:
    op.create_table(
        "applied_catalogue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("document", _json(), nullable=False),
        sa.Column("applied_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applied_catalogue")),
    )
    op.execute(
        sa.text(
            "INSERT INTO applied_catalogue (fingerprint, document, applied_at) SELECT fingerprint, document, published_at"
            " FROM rule_set WHERE note = :note ORDER BY version"
        ).bindparams(note=_BY_FILES)
    )


def downgrade() -> None:
    with op.batch_alter_table("rule_set") as batch_op:
        batch_op.drop_constraint(op.f("fk_rule_set_published_by_id_person"), type_="foreignkey")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("published_by_id")
    for name in ("applied_catalogue", "rule_draft_event", "rule_draft_hand", "rule_draft_row", "rule_draft"):
        op.drop_table(name)

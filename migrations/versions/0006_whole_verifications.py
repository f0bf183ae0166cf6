"""Keep the whole verifications of drafts.

Revision: 0006.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATES = ("queued", "running", "done", "failed")
_AT = sa.DateTime(timezone=True)


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    states = sa.Enum(*_STATES, name="verificationstate", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "rule_verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("draft_revision", sa.Integer(), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", _AT, nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("beat_at", _AT, nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("finished_at", _AT, nullable=True),
        sa.Column("result", _json(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_draft.id"], name=op.f("fk_rule_verification_draft_id_rule_draft"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_rule_verification_asked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_verification")),
    )
    with op.batch_alter_table("rule_verification") as batch_op:
        batch_op.create_index("ix_rule_verification_draft_id_id", ["draft_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("rule_verification")

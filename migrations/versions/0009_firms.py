"""Keep a local register of firms, searched by number and by words.

Revision: 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "firm",
        sa.Column("siren", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("legal_category", sa.String(length=4), nullable=False),
        sa.Column("staff_band", sa.String(length=2), nullable=False),
        sa.Column("activity", sa.String(length=16), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("siren", name=op.f("pk_firm")),
    )
    op.create_table(
        "firm_establishment",
        sa.Column("siret", sa.String(length=14), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=False),
        sa.Column("trade_name", sa.String(length=200), nullable=False),
        sa.Column("activity", sa.String(length=16), nullable=False),
        sa.Column("staff_band", sa.String(length=2), nullable=False),
        sa.Column("commune", sa.String(length=5), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=False),
        sa.Column("town", sa.String(length=100), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("is_head_office", sa.Boolean(), nullable=False),
        sa.Column("is_craft", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("seen_in", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("siret", name=op.f("pk_firm_establishment")),
    )
    op.create_index("ix_firm_establishment_siren_siret", "firm_establishment", ["siren", "siret"])
    op.create_index(
        "ix_firm_establishment_stale", "firm_establishment", ["siret"],
        sqlite_where=sa.text("is_stale"), postgresql_where=sa.text("is_stale"),
    )  # fmt: skip
    op.create_table(
        "firm_word",
        sa.Column("word", _WORD, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune", sa.String(length=5), nullable=False),
        sa.Column("siret", sa.String(length=14), nullable=False),
        sa.PrimaryKeyConstraint("word", "rank", "commune", "siret", name=op.f("pk_firm_word")),
    )
    op.create_index("ix_firm_word_siret_word", "firm_word", ["siret", "word"])
    op.create_table(
        "firm_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=300), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("departments", sa.String(length=400), nullable=False),
        sa.Column("started_at", _AT, nullable=False),
        sa.Column("finished_at", _AT, nullable=True),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("unit_lines", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_import")),
    )


def downgrade() -> None:
    op.drop_table("firm_import")
    op.drop_table("firm_word")
    op.drop_table("firm_establishment")
    op.drop_table("firm")

"""Keep beside a message that nothing proves who sent it, where a sentence in French stood in its words.

Revision: 0011. Going down writes the sentence back.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_SENTENCE = "[Reçu par le formulaire public, avec les coordonnées du dossier.]\n\n"
_message = sa.table("message", sa.column("body", sa.Text()), sa.column("unproven", sa.Boolean()))


def upgrade() -> None:
    op.add_column("message", sa.Column("unproven", sa.Boolean(), server_default=sa.false(), nullable=False))
    words = sa.func.substr(_message.c.body, len(_SENTENCE) + 1)
    begins = sa.func.substr(_message.c.body, 1, len(_SENTENCE)) == _SENTENCE
    op.execute(_message.update().where(begins).values(body=words, unproven=True))


def downgrade() -> None:
    op.execute(_message.update().where(_message.c.unproven).values(body=sa.literal(_SENTENCE) + _message.c.body))
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("unproven")

"""A Source that is being read says by which worker, so that only that one records what it read."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("source", sa.Column("claimed_by", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("source", "claimed_by")

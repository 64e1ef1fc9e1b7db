"""What was found when the Journal was checked last."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Create it."""
    op.create_table(
        "journal_check",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("problem", sa.String, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("journal_check")

"""Lists of others, as batches of rows, and which of them are followed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

INSTANT = sa.DateTime(timezone=True)
STATES = "state IN ('reading', 'preview', 'held', 'counted', 'replaced', 'undone')"
VERDICTS = "verdict IN ('good', 'not_a_name', 'protected', 'popular')"


def upgrade() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=2000), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("went", sa.Integer(), nullable=False),
        sa.Column("held", sa.String(length=300), nullable=True),
        sa.CheckConstraint(STATES, name="state_is_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_import_batch_source", "import_batch", ["source", "state"])
    op.create_table(
        "imported_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("hostname", sa.String(length=253), nullable=True),
        sa.Column("written", sa.String(length=300), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(VERDICTS, name="verdict_is_known"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("batch_id", "hostname"),
    )
    op.create_index("ix_imported_row_hostname", "imported_row", ["hostname"])
    op.create_index("ix_imported_row_proposal_id", "imported_row", ["proposal_id"])
    op.create_table(
        "followed_list",
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=True),
        sa.Column("modified", sa.String(length=80), nullable=True),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_index("ix_followed_list_next_at", "followed_list", ["next_at"])


def downgrade() -> None:
    for table in ("followed_list", "imported_row", "import_batch"):
        op.drop_table(table)

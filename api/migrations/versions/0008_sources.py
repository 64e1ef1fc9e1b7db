"""Feeds of newspapers and authorities that are read on schedule, their items, and what was read."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

INSTANT = sa.DateTime(timezone=True)
STATES = "state IN ('new', 'passed', 'copy', 'waiting', 'drafted', 'dismissed')"


def upgrade() -> None:
    op.create_table(
        "kept_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=2000), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kept_reading_digest", "kept_reading", ["digest"])
    op.create_index("ix_kept_reading_at", "kept_reading", ["at"])
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.Column("etag", sa.String(length=200), nullable=True),
        sa.Column("modified", sa.String(length=100), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("address"),
    )
    op.create_index("ix_source_due_at", "source", ["due_at"])
    op.create_table(
        "source_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=True),
        sa.Column("sketch", sa.JSON(), nullable=False),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(STATES, name="state_is_known"),
        sa.CheckConstraint("published IS NULL OR length(published) IN (4, 7, 10)", name="published_is_a_date"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["copy_of"], ["source_item.id"]),
        sa.ForeignKeyConstraint(["reading_id"], ["kept_reading.id"]),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id", "key"),
    )
    for column in ("seen_at", "state", "copy_of"):
        op.create_index(f"ix_source_item_{column}", "source_item", [column])


def downgrade() -> None:
    for table in ("source_item", "source", "kept_reading"):
        op.drop_table(table)

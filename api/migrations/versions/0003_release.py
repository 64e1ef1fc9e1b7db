"""The record of Releases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("released_at", INSTANT, nullable=False),
        sa.Column("names", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("names_sha256", sa.String(length=64), nullable=False),
        sa.Column("sites_sha256", sa.String(length=64), nullable=False),
        sa.Column("helplines_sha256", sa.String(length=64), nullable=False),
        sa.Column("rolled_back_to", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("serial"),
    )
    op.create_table(
        "sign_off",
        sa.Column("names_sha256", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("names_sha256"),
    )
    op.create_table(
        "freshness_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    for table in ("freshness_check", "sign_off", "release"):
        op.drop_table(table)

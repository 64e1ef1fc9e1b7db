"""What families report, counted by name, kind and day, and the words that came with it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "day_of_reports",
        sa.Column("name", sa.String(length=253), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.Column("handled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('risky', 'mistake')", name="kind_is_known"),
        sa.CheckConstraint("sources >= 0 AND reports >= sources", name="every_source_reported"),
        sa.ForeignKeyConstraint(["handled_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("name", "kind", "day"),
    )
    op.create_index("ix_day_of_reports_day", "day_of_reports", ["day"])
    op.create_index("ix_day_of_reports_handled_at", "day_of_reports", ["handled_at"])
    op.create_table(
        "reported_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=253), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["name", "kind", "day"],
            ["day_of_reports.name", "day_of_reports.kind", "day_of_reports.day"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reported_words_name", "reported_words", ["name"])
    op.create_index("ix_reported_words_day", "reported_words", ["day"])


def downgrade() -> None:
    for table in ("reported_words", "day_of_reports"):
        op.drop_table(table)

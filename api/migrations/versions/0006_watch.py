"""What the Watch saw, what it took it for, and what is due."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)
SHOWED = "showed IN ('site', 'elsewhere', 'parked', 'seized', 'blocked', 'unreachable')"
FINDINGS = "kind IN ('renamed', 'clone', 'active', 'redirecting', 'closed', 'seized', 'parked', 'unreachable')"
DUE = "kind IN ('name', 'candidates', 'sweep', 'stream', 'hit')"


def upgrade() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=253), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("showed", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("capture", sa.String(length=64), nullable=True),
        sa.CheckConstraint(SHOWED, name="showed_is_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "at"),
    )
    op.create_table(
        "capture",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("last_seen", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_capture_last_seen", "capture", ["last_seen"])
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("old", sa.String(length=253), nullable=False),
        sa.Column("new", sa.String(length=253), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("last_seen", INSTANT, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", INSTANT, nullable=True),
        sa.Column("held", sa.String(length=300), nullable=True),
        sa.CheckConstraint(FINDINGS, name="kind_is_known"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("old", "new", "kind"),
    )
    op.create_index("ix_finding_new", "finding", ["new"])
    op.create_index("ix_finding_last_seen", "finding", ["last_seen"])
    op.create_index("ix_finding_proposal_id", "finding", ["proposal_id"])
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=True),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"]),
        sa.ForeignKeyConstraint(["old_id"], ["observation.id"]),
        sa.ForeignKeyConstraint(["new_id"], ["observation.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("finding_id", "at"),
    )
    op.create_table(
        "looked_at",
        sa.Column("old", sa.String(length=253), nullable=False),
        sa.Column("new", sa.String(length=253), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("old", "new"),
    )
    op.create_index("ix_looked_at_at", "looked_at", ["at"])
    op.create_table(
        "watch_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=2000), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.CheckConstraint(DUE, name="kind_is_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject"),
    )
    op.create_index("ix_watch_due_due_at", "watch_due", ["due_at"])


def downgrade() -> None:
    for table in ("watch_due", "looked_at", "sighting", "finding", "capture", "observation"):
        op.drop_table(table)

"""The review room: people, Proposals and their operations, Reviews, the Journal; and the rules the database holds."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)


# The rules of feeds/review/tables.py that a CHECK cannot say. Each is one WHEN clause, true when the rule is broken.
BROKEN = {
    ("operations_are_fixed", "INSERT", "operation", "An operation can only be added to a draft."): (
        "NOT EXISTS (SELECT 1 FROM proposal WHERE id = NEW.proposal_id AND state = 'draft')"
    ),
    ("operations_stay", "UPDATE", "operation", "An operation is never changed."): "1 = 1",
    ("four_eyes", "INSERT", "review", "An author of a proposal cannot approve it."): (
        "NEW.verdict = 'approve' AND EXISTS (SELECT 1 FROM operation"
        " WHERE proposal_id = NEW.proposal_id AND author_id = NEW.reviewer_id)"
    ),
    ("only_people_decide", "INSERT", "review", "Only a person decides."): (
        "NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.reviewer_id AND kind = 'person')"
    ),
    ("reviews_stay", "UPDATE", "review", "A review is never changed."): "1 = 1",
    ("approval_needs_review", "UPDATE", "proposal", "A proposal becomes approved only with an approving review."): (
        "NEW.state IN ('approved', 'published') AND NOT EXISTS"
        " (SELECT 1 FROM review WHERE proposal_id = NEW.id AND verdict = 'approve')"
    ),
    ("proposals_begin_as_drafts", "INSERT", "proposal", "A proposal begins as a draft."): "NEW.state <> 'draft'",
    ("operations_are_kept", "DELETE", "operation", "An operation is never deleted."): "1 = 1",
    ("reviews_are_kept", "DELETE", "review", "A review is never deleted."): "1 = 1",
    ("journal_is_not_changed", "UPDATE", "journal", "The journal only grows."): "1 = 1",
    ("journal_is_not_cut", "DELETE", "journal", "The journal only grows."): "1 = 1",
}

RULES = triggers.statements(BROKEN)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'machine')", name="kind_is_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("handle"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("public_reason", sa.String(), nullable=False),
        sa.Column("private_note", sa.String(), nullable=True),
        sa.Column("private_salt", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("published_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'approved', 'published', 'rejected', 'withdrawn', 'superseded')",
            name="state_is_known",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proposal_state", "proposal", ["state"])
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("proposal_id", "position"),
    )
    op.create_index("ix_operation_proposal_id", "operation", ["proposal_id"])
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("verdict IN ('approve', 'reject')", name="verdict_is_known"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("proposal_id", "reviewer_id"),
    )
    op.create_index("ix_review_proposal_id", "review", ["proposal_id"])
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence"),
        sa.UniqueConstraint("digest"),
    )
    for statement in RULES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in triggers.removals(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in ("journal", "review", "operation", "proposal", "person"):
        op.drop_table(table)

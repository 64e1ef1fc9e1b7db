"""Proposals that are edited: versions, operations that are taken out, authors of words, and what curators say."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0011"
down_revision = "0010"

# Whatever is there now is a version of its own. ALTER TABLE, and no new table: triggers and rows stay as they are.
COLUMNS = (
    "ALTER TABLE proposal ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE operation ADD COLUMN added_in INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE operation ADD COLUMN gone_in INTEGER",
)

IS_NO_DRAFT = "NOT EXISTS (SELECT 1 FROM proposal WHERE id = NEW.proposal_id AND state = 'draft')"
IS_APPROVED = "EXISTS (SELECT 1 FROM review WHERE proposal_id = NEW.proposal_id AND verdict = 'approve')"

# The rules of feeds/review/tables.py that a CHECK cannot say. Each is one WHEN clause, true when the rule is broken.
BROKEN = {
    ("operations_stay", "UPDATE", "operation", "An operation is never changed; it is taken out of a draft."): (
        "NEW.id <> OLD.id OR NEW.proposal_id <> OLD.proposal_id OR NEW.author_id <> OLD.author_id"
        " OR CAST(NEW.body AS TEXT) <> CAST(OLD.body AS TEXT) OR NEW.added_in <> OLD.added_in"
        f" OR OLD.gone_in IS NOT NULL OR {IS_APPROVED} OR {IS_NO_DRAFT}"
    ),
    ("approved_operations_are_fixed", "INSERT", "operation", "What was approved gets no further operation."): (
        IS_APPROVED
    ),
    ("four_eyes_over_words", "INSERT", "review", "An author of a proposal cannot approve it."): (
        "NEW.verdict = 'approve' AND EXISTS (SELECT 1 FROM co_author"
        " WHERE proposal_id = NEW.proposal_id AND person_id = NEW.reviewer_id)"
    ),
    ("words_are_fixed", "UPDATE", "proposal", "A proposal is reworded while it is a draft."): (
        "OLD.state <> 'draft' AND (NEW.title <> OLD.title OR NEW.public_reason <> OLD.public_reason)"
    ),
    ("versions_grow", "UPDATE", "proposal", "The version of a proposal only grows."): "NEW.version < OLD.version",
    ("decided_stays", "UPDATE", "proposal", "What was decided on a proposal stays."): (
        "NEW.state <> OLD.state AND (OLD.state IN ('published', 'rejected', 'withdrawn', 'superseded')"
        " OR (OLD.state = 'approved' AND NEW.state <> 'published'))"
    ),
    ("co_authors_stay", "UPDATE", "co_author", "An author of a proposal stays one."): "1 = 1",
    ("co_authors_are_kept", "DELETE", "co_author", "An author of a proposal stays one."): "1 = 1",
    ("comments_stay", "UPDATE", "comment", "A comment is never changed."): "1 = 1",
}

# On the way back: what was taken out of a draft must not be in it again, and operations are fixed as they were.
KEPT = {("operations_are_kept", "DELETE", "operation", "An operation is never deleted."): "1 = 1"}
FORGOTTEN = "DELETE FROM operation WHERE gone_in IS NOT NULL"
BEFORE = triggers.statements(
    {("operations_stay", "UPDATE", "operation", "An operation is never changed."): "1 = 1"} | KEPT
)

TRIGGERS = triggers.statements(BROKEN)
RULES = {
    "sqlite": ["DROP TRIGGER operations_stay", *TRIGGERS["sqlite"]],
    "postgresql": [
        "DROP TRIGGER operations_stay ON operation",
        "DROP FUNCTION operations_stay()",
        *TRIGGERS["postgresql"],
    ],
}


def upgrade() -> None:
    for statement in COLUMNS:
        op.execute(statement)
    op.create_table(
        "co_author",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("proposal_id", "person_id"),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_comment_proposal_id", "comment", ["proposal_id"])
    for statement in RULES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in (*triggers.removals(BROKEN | KEPT)[dialect], FORGOTTEN, *BEFORE[dialect]):
        op.execute(statement)
    for table in ("comment", "co_author"):
        op.drop_table(table)
    for table, column in (("operation", "gone_in"), ("operation", "added_in"), ("proposal", "version")):
        op.drop_column(table, column)

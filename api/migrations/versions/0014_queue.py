"""What the Desk needs to stay quick and to be held: how much hangs on a Proposal, what operations are about, holds."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0014"
down_revision = "0013"

INSTANT = sa.DateTime(timezone=True)

# As feeds/review/severity.py weighs operations; a Proposal written from now on is weighed there.
SEVERITY = (
    "ALTER TABLE proposal ADD COLUMN severity SMALLINT NOT NULL DEFAULT 3"
    " CONSTRAINT severity_is_known CHECK (severity IN (1, 2, 3))"
)
WEIGHED = (
    "UPDATE proposal SET severity = coalesce((SELECT min(CASE"
    " WHEN body ->> 'op' IN ('add_name', 'link_names', 'retract_name', 'protect_name') THEN 1"
    " WHEN body ->> 'op' IN ('add_site', 'add_signal', 'set_site_status', 'set_name_status') THEN 2"
    " ELSE 3 END) FROM operation WHERE proposal_id = proposal.id), 3)"
)

# What an operation is about, as feeds/review/subjects.py reads it: the expressions have to be the same, to the letter.
INDEXES = (
    "CREATE INDEX ix_operation_subject ON operation ((coalesce("
    "body ->> 'slug', body ->> 'old', body ->> 'name', body ->> 'site', body ->> 'key')))",
    "CREATE INDEX ix_operation_site ON operation ((body ->> 'site'))",
    "CREATE INDEX ix_operation_digest ON operation ((body ->> 'digest'))",
    "CREATE INDEX ix_proposal_queue ON proposal (state, severity, created_at, id)",
    "CREATE INDEX ix_proposal_decided_at ON proposal (decided_at)",
    "CREATE INDEX ix_source_item_dismissed_at ON source_item (dismissed_at)",
    "CREATE INDEX ix_journal_subject ON journal (subject)",
    "CREATE UNIQUE INDEX one_hold_at_a_time ON release_hold ((lifted_at IS NULL)) WHERE lifted_at IS NULL",
)

# Who protects a name acts alone, and at once; an entry without a person came through a Proposal, and stays.
PROTECTED = (
    "ALTER TABLE protected_name ADD COLUMN source VARCHAR(2000)",
    "ALTER TABLE protected_name ADD COLUMN added_by VARCHAR(40)",
    "ALTER TABLE protected_name ADD COLUMN added_at {instant}"
    " CONSTRAINT added_by_somebody CHECK ((added_at IS NULL) = (added_by IS NULL))",
)
DISMISSED = (
    "ALTER TABLE source_item ADD COLUMN dismissed_by VARCHAR(40)",
    "ALTER TABLE source_item ADD COLUMN dismissed_at {instant}",
)

# What the way back takes from tables that were there before.
OF_OTHER_TABLES = {
    "ix_operation_subject": "operation",
    "ix_operation_site": "operation",
    "ix_operation_digest": "operation",
    "ix_proposal_queue": "proposal",
    "ix_proposal_decided_at": "proposal",
    "ix_source_item_dismissed_at": "source_item",
    "ix_journal_subject": "journal",
}
NEWER = (
    ("proposal", "severity"),
    ("protected_name", "added_at"),
    ("protected_name", "added_by"),
    ("protected_name", "source"),
    ("source_item", "dismissed_at"),
    ("source_item", "dismissed_by"),
)

BROKEN = {
    ("proposed_protection_stays", "DELETE", "protected_name", "What a proposal protects stays protected."): (
        "OLD.added_by IS NULL"
    ),
    ("holds_are_kept", "DELETE", "release_hold", "A hold is never deleted."): "1 = 1",
    ("lifted_holds_stay", "UPDATE", "release_hold", "A hold that was lifted is never changed."): (
        "OLD.lifted_at IS NOT NULL"
    ),
}

RULES = triggers.statements(BROKEN)
INSTANTS = {"sqlite": "DATETIME", "postgresql": "TIMESTAMP WITH TIME ZONE"}


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.create_table(
        "release_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("lifted_by", sa.String(length=40), nullable=True),
        sa.Column("lifted_because", sa.String(), nullable=True),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_because IS NULL)",
            name="lifted_by_somebody",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    for statement in (SEVERITY, WEIGHED, *PROTECTED, *DISMISSED, *INDEXES, *RULES[dialect]):
        op.execute(statement.format(instant=INSTANTS[dialect]) if "{instant}" in statement else statement)


def downgrade() -> None:
    for statement in triggers.removals(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table("release_hold")
    for name, table in OF_OTHER_TABLES.items():
        op.drop_index(name, table)
    for table, column in NEWER:
        op.drop_column(table, column)

"""By when entries are verified again; what the sources said and how they are found since; mail to curators."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0013"
down_revision = "0012"

INSTANT = sa.DateTime(timezone=True)
COUNTS = sa.text("replaced_at IS NULL")
OUTCOMES = "outcome IN ('same', 'moved', 'changed', 'gone', 'unreachable')"
KINDS = "kind IN ('confirm', 'dispute_opened', 'dispute_due', 'release_held', 'finding', 'sources', 'test')"

# The rules of the tables that a CHECK cannot say. Each is one WHEN clause, true when the rule is broken.
BROKEN = {
    ("readers_verify_nothing", "INSERT", "verification", "A reader verifies nothing."): (
        "EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id AND role = 'reader')"
    ),
    ("quotes_are_word_for_word", "INSERT", "evidence_quote", "A quote is not what stands at its place."): (
        'NEW.words <> (SELECT substr(text, NEW."start" + 1, NEW."end" - NEW."start")'
        " FROM evidence_text WHERE digest = NEW.digest)"
    ),
}

RULES = triggers.statements(BROKEN)


def upgrade() -> None:
    _verifications()
    _evidence()
    _mail()
    for statement in RULES[op.get_bind().dialect.name]:
        op.execute(statement)


def _verifications() -> None:
    op.create_table(
        "verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.Column("signal_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("verify_by", INSTANT, nullable=False),
        sa.Column("replaced_at", INSTANT, nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(name_id IS NULL) <> (signal_id IS NULL)", name="is_of_one_entry"),
        sa.CheckConstraint("verify_by > checked_at", name="ends_later"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("name_id", "signal_id", "verify_by"):
        op.create_index(f"ix_verification_{column}", "verification", [column])
    for entry in ("name", "signal"):
        op.create_index(
            f"ux_verification_{entry}",
            "verification",
            [f"{entry}_id"],
            unique=True,
            sqlite_where=COUNTS,
            postgresql_where=COUNTS,
        )


def _evidence() -> None:
    op.create_table(
        "evidence_text",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=False),
        sa.CheckConstraint("length(text) <= 300000", name="text_is_bounded"),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_evidence_text_fetched_at", "evidence_text", ["fetched_at"])
    op.create_table(
        "evidence_quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_key", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "end" > "start"', name="has_a_place"),
        sa.ForeignKeyConstraint(["digest"], ["evidence_text.digest"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("evidence_key", "digest", "start", "end"),
    )
    op.create_index("ix_evidence_quote_digest", "evidence_quote", ["digest"])
    op.create_table(
        "evidence_check",
        sa.Column("evidence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", INSTANT, nullable=True),
        sa.Column("checked_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("since", INSTANT, nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("now", sa.String(), nullable=True),
        sa.Column("moved_to", sa.String(length=2000), nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.CheckConstraint(OUTCOMES, name="outcome_is_known"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("evidence_id"),
    )
    for column in ("due_at", "outcome"):
        op.create_index(f"ix_evidence_check_{column}", "evidence_check", [column])


def _mail() -> None:
    op.create_table(
        "mail_address",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.CheckConstraint("language IN ('en', 'fr')", name="language_is_ours"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("given_up_at", INSTANT, nullable=True),
        sa.CheckConstraint(KINDS, name="kind_is_known"),
        sa.CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="ends_once"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "kind", "key"),
    )
    for column in ("due_at", "sent_at", "given_up_at"):
        op.create_index(f"ix_mail_{column}", "mail", [column])


def downgrade() -> None:
    for statement in triggers.removals(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in ("mail", "mail_address", "evidence_check", "evidence_quote", "evidence_text", "verification"):
        op.drop_table(table)

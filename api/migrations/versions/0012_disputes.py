"""Disputes, what curators said to them, and the replies that the feed carries."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0012"
down_revision = "0011"

INSTANT = sa.DateTime(timezone=True)
FINAL = "('upheld', 'refused', 'withdrawn')"

# The rules of feeds/review/disputes/tables.py and of the registry's `reply` that a CHECK cannot say. Each is one WHEN
# clause, true when the rule is broken. COALESCE: what may be NULL on one side is compared all the same.
BROKEN = {
    ("disputes_begin_open", "INSERT", "dispute", "A dispute begins open and unproved."): (
        "NEW.state <> 'open' OR NEW.proved_at IS NOT NULL"
    ),
    ("dispute_ends_once", "UPDATE", "dispute", "A dispute that is closed stays as it was decided."): (
        f"OLD.state IN {FINAL} AND NEW.state <> OLD.state"
    ),
    ("dispute_is_about_one_name", "UPDATE", "dispute", "What a dispute is about is never changed."): (
        "NEW.name <> OLD.name OR NEW.asks <> OLD.asks OR NEW.proof_code <> OLD.proof_code"
        " OR COALESCE(NEW.words, OLD.words, '') <> COALESCE(OLD.words, '')"
    ),
    ("disputes_are_kept", "DELETE", "dispute", "A dispute is never deleted."): "1 = 1",
    ("readers_answer_nothing", "INSERT", "dispute_answer", "A reader answers no dispute."): (
        "EXISTS (SELECT 1 FROM person WHERE id = NEW.author_id AND (role = 'reader' OR kind <> 'person'))"
    ),
    ("only_reviewers_close", "INSERT", "dispute_answer", "Only a reviewer or an admin decides on a dispute."): (
        "NEW.act <> 'answer' AND NOT EXISTS"
        " (SELECT 1 FROM person WHERE id = NEW.author_id AND role IN ('reviewer', 'admin'))"
    ),
    ("answers_stay", "UPDATE", "dispute_answer", "An answer is never changed."): (
        "NEW.text <> OLD.text OR NEW.act <> OLD.act OR NEW.author_id <> OLD.author_id"
        " OR NEW.dispute_id <> OLD.dispute_id OR COALESCE(NEW.note, OLD.note, '') <> COALESCE(OLD.note, '')"
    ),
    ("answers_are_kept", "DELETE", "dispute_answer", "An answer is never deleted."): "1 = 1",
    ("replies_are_proved", "INSERT", "reply", "A reply is published only by whoever showed control of its name."): (
        "NOT EXISTS (SELECT 1 FROM dispute JOIN name ON name.hostname = dispute.name WHERE dispute.id = NEW.dispute"
        " AND name.id = NEW.name_id AND dispute.asks = 'reply' AND dispute.proved_at IS NOT NULL)"
    ),
    ("replies_stay", "UPDATE", "reply", "A reply is published as it was written, or withdrawn."): "1 = 1",
}

RULES = triggers.statements(BROKEN)


def upgrade() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=253), nullable=False),
        sa.Column("site_slug", sa.String(length=80), nullable=False),
        sa.Column("asks", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("first_answer_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("proof_code", sa.String(length=32), nullable=False),
        sa.Column("proof_tries", sa.Integer(), nullable=False),
        sa.Column("proved_at", INSTANT, nullable=True),
        sa.Column("proved_by", sa.String(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("asks IN ('correction', 'removal', 'reply')", name="asks_is_known"),
        sa.CheckConstraint("state IN ('open', 'answered', 'upheld', 'refused', 'withdrawn')", name="state_is_known"),
        sa.CheckConstraint("proved_by IS NULL OR proved_by IN ('dns', 'file')", name="proved_by_is_known"),
        sa.CheckConstraint("(proved_at IS NULL) = (proved_by IS NULL)", name="proof_has_its_way"),
        sa.CheckConstraint("(words IS NULL) = (salt IS NULL)", name="salt_goes_with_the_words"),
        sa.CheckConstraint("address IS NULL OR words IS NOT NULL", name="address_goes_with_the_words"),
        sa.CheckConstraint(
            "state <> 'open' OR first_answer_at IS NULL AND closed_at IS NULL", name="open_waits_for_an_answer"
        ),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'upheld', 'refused') OR first_answer_at IS NOT NULL", name="answered"
        ),
        sa.CheckConstraint(f"(state IN {FINAL}) = (closed_at IS NOT NULL)", name="end_has_a_date"),
        sa.CheckConstraint("asks <> 'reply' OR state <> 'upheld' OR proved_at IS NOT NULL", name="reply_needs_proof"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("secret"),
        sa.UniqueConstraint("proof_code"),
    )
    for column in ("name", "state", "opened_at", "closed_at"):
        op.create_index(f"ix_dispute_{column}", "dispute", [column])
    op.create_table(
        "dispute_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("act IN ('answer', 'uphold', 'refuse')", name="act_is_known"),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_dispute_answer_dispute_id", "dispute_answer", ["dispute_id"])
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("dispute", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(date) = 10", name="date_is_a_day"),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 1000", name="text_fits_the_feed"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dispute"),
    )
    op.create_index("ix_reply_name_id", "reply", ["name_id"])
    for statement in RULES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in triggers.removals(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in ("reply", "dispute_answer", "dispute"):
        op.drop_table(table)

"""Roles, passkeys, sessions that can be listed, and tokens for programs. Whoever is signed in signs in anew."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0010"
down_revision = "0008"

INSTANT = sa.DateTime(timezone=True)
# A default that may do least: a row that somebody adds around the domain gets no more than that.
ROLE = (
    "ALTER TABLE person ADD COLUMN role VARCHAR NOT NULL DEFAULT 'reader'"
    " CONSTRAINT role_is_known CHECK (role IN ('reader', 'editor', 'reviewer', 'admin'))"
)
# Machines draft. People did both until now; the first of them, whom `vigie init` adds, becomes the admin.
ROLES = (
    "UPDATE person SET role = CASE kind WHEN 'machine' THEN 'editor' ELSE 'reviewer' END",
    "UPDATE person SET role = 'admin' WHERE id = (SELECT min(id) FROM person WHERE kind = 'person')",
)

# The rules of feeds/review/tables.py that a CHECK cannot say. Each is one WHEN clause, true when the rule is broken.
BROKEN = {
    ("readers_write_nothing", "INSERT", "operation", "A reader proposes nothing."): (
        "EXISTS (SELECT 1 FROM person WHERE id = NEW.author_id AND role = 'reader')"
    ),
    ("only_reviewers_decide", "INSERT", "review", "Only a reviewer or an admin decides."): (
        "EXISTS (SELECT 1 FROM person WHERE id = NEW.reviewer_id AND kind = 'person'"
        " AND role NOT IN ('reviewer', 'admin'))"
    ),
}

RULES = triggers.statements(BROKEN)


def upgrade() -> None:
    for statement in (ROLE, *ROLES, *RULES[op.get_bind().dialect.name]):
        op.execute(statement)
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("user_handle", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credential"),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_table(
        "passkey_challenge",
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("user_handle", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("browser"),
    )
    op.create_index("ix_passkey_challenge_expires_at", "passkey_challenge", ["expires_at"])
    _sessions_anew()
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("scopes", sa.String(length=60), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_api_token_person_id", "api_token", ["person_id"])


def _sessions_anew() -> None:
    op.drop_table("desk_session")
    op.create_table(
        "desk_session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("passkey_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    for column in ("person_id", "passkey_id"):
        op.create_index(f"ix_desk_session_{column}", "desk_session", [column])


def downgrade() -> None:
    for statement in triggers.removals(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in ("desk_session", "api_token", "passkey_challenge", "passkey"):
        op.drop_table(table)
    _sessions_as_before()
    op.execute("ALTER TABLE person DROP COLUMN role")


def _sessions_as_before() -> None:
    op.create_table(
        "desk_session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_desk_session_person_id", "desk_session", ["person_id"])

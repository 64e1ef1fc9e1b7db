"""What each curator wants mail about; and mail that tells of many disputes at once."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

CHOSEN = "kind IN ('dispute_opened', 'dispute_due', 'disputes_many', 'release_held', 'finding', 'sources')"
BEFORE = "kind IN ('confirm', 'dispute_opened', 'dispute_due', 'release_held', 'finding', 'sources', 'test')"
NOW = BEFORE.replace("'release_held'", "'disputes_many', 'release_held'")
# Whoever gets mail gets what they got: what is not sent unless it is chosen is theirs already.
KEPT = (
    "INSERT INTO mail_choice (person_id, kind, wanted) SELECT person_id, 'finding', TRUE FROM mail_address",
    "INSERT INTO mail_choice (person_id, kind, wanted) SELECT person_id, 'sources', TRUE FROM mail_address",
)


def upgrade() -> None:
    op.create_table(
        "mail_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(CHOSEN, name="kind_is_known"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "kind"),
    )
    for kept in KEPT:
        op.execute(kept)
    _let_kinds_be(NOW)


def downgrade() -> None:
    op.execute("DELETE FROM mail WHERE kind = 'disputes_many'")
    _let_kinds_be(BEFORE)
    op.drop_table("mail_choice")


def _let_kinds_be(rule: str) -> None:
    with op.batch_alter_table("mail") as table:
        table.drop_constraint("kind_is_known", type_="check")
        table.create_check_constraint("kind_is_known", rule)

"""A Retraction is of a Name or of a Signal, and is found by its Site."""

import sqlalchemy as sa
from alembic import op

from api.migrations import triggers

revision = "0016"
down_revision = "0015"

BROKEN = {
    ("retractions_stay", "UPDATE", "retraction", "A retraction is never changed."): "1 = 1",
    ("retractions_are_kept", "DELETE", "retraction", "A retraction is never deleted."): "1 = 1",
}


def upgrade() -> None:
    with op.batch_alter_table("retraction") as table:
        table.alter_column("hostname", existing_type=sa.String(length=253), nullable=True)
        table.add_column(sa.Column("signal", sa.String(length=40), nullable=True))
        table.create_check_constraint("is_of_one_thing", "(hostname IS NULL) <> (signal IS NULL)")
        table.create_index("ix_retraction_site_slug", ["site_slug"])
    for statement in triggers.statements(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in triggers.removals(BROKEN)[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("DELETE FROM retraction WHERE hostname IS NULL")
    with op.batch_alter_table("retraction") as table:
        table.drop_index("ix_retraction_site_slug")
        table.drop_constraint("is_of_one_thing", type_="check")
        table.drop_column("signal")
        table.alter_column("hostname", existing_type=sa.String(length=253), nullable=False)

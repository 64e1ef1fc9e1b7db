"""An operation that shows a reply names its Dispute, and holds none of its words: these can be erased there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

OPERATION = sa.table("operation", sa.column("id", sa.Integer), sa.column("body", sa.JSON))
DAY = {
    "sqlite": "substr(dispute.opened_at, 1, 10)",
    "postgresql": "to_char(dispute.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
}
SAID = (
    "SELECT {day}, dispute.language, COALESCE(reply.text, dispute.words)"
    " FROM dispute LEFT JOIN reply ON reply.dispute = dispute.id WHERE dispute.id = :number"
)
OF_THE_DISPUTE = ("date", "language", "text")
ERASED = "…"


def upgrade() -> None:
    _rewrite(lambda body: {key: said for key, said in body.items() if key not in OF_THE_DISPUTE})


def downgrade() -> None:
    """Write the words into the operations again; where they were erased, an ellipsis."""
    _rewrite(_with_words)


def _with_words(body: dict[str, Any]) -> dict[str, Any]:
    connection = op.get_bind()
    said = sa.text(SAID.format(day=DAY[connection.dialect.name]))
    date, language, text = connection.execute(said, {"number": body["dispute"]}).one()
    return body | {"date": date, "language": language, "text": text or ERASED}


def _rewrite(rewritten: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    connection = op.get_bind()
    shows_a_reply = sa.text("body ->> 'op' = 'add_reply'")
    rows = connection.execute(sa.select(OPERATION).where(shows_a_reply)).all()
    with _without_the_rule(connection):
        for row in rows:
            change = sa.update(OPERATION).where(OPERATION.c.id == row.id)
            connection.execute(change.values(body=rewritten(row.body)))


@contextmanager
def _without_the_rule(connection: sa.Connection) -> Iterator[None]:
    """Nobody changes an operation, but for this once."""
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE operation DISABLE TRIGGER operations_stay")
        yield
        op.execute("ALTER TABLE operation ENABLE TRIGGER operations_stay")
        return
    rule = connection.execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'operations_stay'")).scalar_one()
    op.execute("DROP TRIGGER operations_stay")
    yield
    op.execute(rule)

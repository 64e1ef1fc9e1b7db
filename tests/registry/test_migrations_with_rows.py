"""Every step of the migrations, forward and back, on both databases, with rows of every table in it.

A step forward keeps every row that was there; a step back makes them what they were, whatever was written in between,
and lets go of what only the newer version knows.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from api.database import MIGRATIONS, Database
from tests.conftest import fresh_postgresql
from tests.registry.rows_by_revision import ROWS

Rows = dict[str, list[dict[str, Any]]]
BYTES: Final = {"sqlite": "X'616263'", "postgresql": "'\\x616263'"}
# 0010 ends every session of the Desk, so that people sign in anew: in both directions.
ENDED: Final = {"0010": "desk_session"}
ADDED: Final = text(
    "INSERT INTO operation (id, proposal_id, position, author_id, body, added_in)"
    " VALUES (:number, 2, :number, 1, :body, 1)"
)


def _revisions() -> list[str]:
    """The versions of the tables, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table, on SQLite and on PostgreSQL in turn."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'vigie.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(fresh_postgresql(request.getfixturevalue("postgresql"), "template1"))
        database = Database(url)
        stack.callback(database.close)
        yield database


def test_each_step_keeps_the_rows_and_each_step_back_makes_them_what_they_were(empty: Database) -> None:
    revisions = _revisions()
    before: Rows = {}
    for revision, earlier in zip(revisions, ["base", *revisions], strict=False):
        empty.migrate(revision)
        fresh = _rows(empty)
        _fill(empty, revision)
        empty.migrate_back(earlier)
        assert _but(_rows(empty), revision) == _but(before, revision), f"{revision} and back"
        empty.migrate(revision)
        assert _but(_rows(empty), revision) == _but(fresh, revision), f"{revision} a second time"
        _fill(empty, revision)
        before = _rows(empty)
    assert [name for name, rows in before.items() if not rows] == [], "tables without a row in rows_by_revision.py"


def test_what_was_taken_out_of_a_draft_does_not_come_back_with_the_version_before(empty: Database) -> None:
    _filled_up_to(empty, "0011")
    with empty.write() as session:
        session.execute(text("UPDATE operation SET gone_in = 2 WHERE proposal_id = 2"))
    empty.migrate_back("0010")
    assert {row["proposal_id"] for row in _rows(empty)["operation"]} == {1}
    for statement in ("DELETE FROM operation", "UPDATE operation SET position = 9"):
        with pytest.raises(IntegrityError), empty.write() as session:
            session.execute(text(statement))


def test_the_words_of_a_reply_leave_the_operation_that_shows_it_and_come_back_with_the_version_before(
    empty: Database,
) -> None:
    """They stay in the Dispute, where they can be erased."""
    _filled_up_to(empty, "0012")
    empty.migrate("0016")
    said = {"op": "add_reply", "name": "coco.gg", "dispute": 1}
    words = {"date": "2026-11-21", "language": "fr", "text": "Une réponse."}
    with empty.write() as session:
        for number, body in enumerate((said | words, {"op": "retract_name", "name": "coco.gg", "text": "x"}), 7):
            session.execute(ADDED, {"number": number, "body": json.dumps(body)})
    assert _bodies(empty) == [said | words, {"op": "retract_name", "name": "coco.gg", "text": "x"}]
    empty.migrate("0017")
    assert _bodies(empty)[0] == said
    with pytest.raises(IntegrityError, match="never changed"), empty.write() as session:
        session.execute(text("UPDATE operation SET body = '{}' WHERE position = 7"))
    with empty.write() as session:
        session.execute(text("DELETE FROM reply"))
        session.execute(text("UPDATE dispute SET words = NULL, address = NULL, salt = NULL WHERE id = 1"))
    empty.migrate_back("0016")
    assert _bodies(empty) == [said | words | {"text": "…"}, {"op": "retract_name", "name": "coco.gg", "text": "x"}]


def test_a_version_that_there_is_not_is_refused(empty: Database) -> None:
    empty.migrate("0001")
    before = _rows(empty)
    for way in (empty.migrate, empty.migrate_back):
        with pytest.raises(LookupError):
            way("9999")
    assert _rows(empty) == before


def _bodies(database: Database) -> list[Any]:
    """What the operations say that a test added."""
    with database.read() as session:
        rows = session.execute(text("SELECT CAST(body AS TEXT) FROM operation WHERE position >= 7 ORDER BY position"))
        return [json.loads(body) for (body,) in rows]


def _filled_up_to(database: Database, last: str) -> None:
    for revision in _revisions()[: _revisions().index(last) + 1]:
        database.migrate(revision)
        _fill(database, revision)


def _fill(database: Database, revision: str) -> None:
    with database.write() as session:
        dialect = session.get_bind().dialect.name
        for statement in ROWS.get(revision, ()):
            session.connection().exec_driver_sql(statement.format(bytes=BYTES[dialect]))


def _but(rows: Rows, revision: str) -> Rows:
    return {name: kept for name, kept in rows.items() if name != ENDED.get(revision)}


def _rows(database: Database) -> Rows:
    with database.read() as session:
        tables = set(inspect(session.connection()).get_table_names()) - {"alembic_version"}
        asked = {name: session.connection().exec_driver_sql(f'SELECT * FROM "{name}"') for name in sorted(tables)}
        return {name: sorted((dict(row) for row in rows.mappings()), key=repr) for name, rows in asked.items()}

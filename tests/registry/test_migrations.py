"""The migrations make exactly the tables that the code describes, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from api.database import Database


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite tells of none
def test_the_tables_are_those_that_the_code_describes(database: Database) -> None:
    with database.read() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), SQLModel.metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO person (handle, kind) VALUES ('ada', 'person')"))
    database.migrate()
    with database.read() as session:
        assert session.execute(text("SELECT handle FROM person")).scalars().all() == ["ada"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO site (slug, name, also_known_as, category, status) VALUES ('a', 'A', '[]', 'x', 'haunted')",
        "INSERT INTO site (slug, name, also_known_as, category, status, status_as_of)"
        " VALUES ('a', 'A', '[]', 'x', 'active', '1 June')",
        "INSERT INTO name (site_id, hostname, status) VALUES (1, 'Coco.GG', 'active')",
        "INSERT INTO name (site_id, hostname, status) VALUES (1, 'gg', 'active')",
        "INSERT INTO citation (evidence_id) VALUES (1)",
        "INSERT INTO citation (evidence_id, site_id, name_id) VALUES (1, 1, 1)",
        "INSERT INTO link (old_id, new_id, kind) VALUES (1, 1, 'renamed_to')",
        "INSERT INTO person (handle, kind) VALUES ('a', 'dog')",
    ],
)
def test_a_row_that_makes_no_sense_is_refused(database: Database, statement: str) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(text(statement))

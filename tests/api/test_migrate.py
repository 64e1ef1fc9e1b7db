"""`vigie migrate`, and a program that is older than the tables."""

import pytest
from sqlalchemy import text

from api.database import Database, version
from tests.api.conftest import Run


def test_the_tables_go_back_a_version_and_forward_again(founded: Database, vigie: Run) -> None:
    with founded.read() as session:
        newest = version(session)
    assert vigie("migrate", "0018") == (0, "The tables are of version 0018.\n", "")
    assert vigie("migrate", "head") == (0, f"The tables are of version {newest}.\n", "")


@pytest.mark.parametrize("command", [("init",), ("migrate", "0018")])
def test_a_program_that_is_older_than_the_tables_says_so_and_changes_nothing(
    founded: Database, vigie: Run, command: tuple[str, ...]
) -> None:
    with founded.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    code, _, said = vigie(*command)
    assert (code, said.startswith("vigie: This program, perhaps older than the tables,")) == (1, True)
    with founded.read() as session:
        assert version(session) == "9999"

"""A database in which Coco is listed: on SQLite, and where a test asks on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.database import Database
from tests.conftest import fresh_postgresql
from tests.review.proposing import LIST_COCO, approve, propose


@pytest.fixture(scope="package")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with Coco in it, which no test changes."""
    path = tmp_path_factory.mktemp("listed") / "vigie.db"
    database = Database(f"sqlite:///{path}")
    _list_coco(database)
    database.close()
    return path


@pytest.fixture(scope="package")
def listed_on_postgresql(postgresql: str) -> Iterator[str]:
    """The same on PostgreSQL: the name of a database to copy."""
    with fresh_postgresql(postgresql, "template_vigie") as url:
        database = Database(url)
        _list_coco(database)
        database.close()
        yield url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def coco(request: pytest.FixtureRequest, listed: Path, tmp_path: Path) -> Iterator[Database]:
    """A database in which Coco is listed; `disputing.ON_BOTH` asks for PostgreSQL too."""
    if getattr(request, "param", "sqlite") == "sqlite":
        database = Database(f"sqlite:///{shutil.copy(listed, tmp_path / 'vigie.db')}")
        yield database
        database.close()
        return
    template = request.getfixturevalue("listed_on_postgresql")
    with fresh_postgresql(request.getfixturevalue("postgresql"), template) as url:
        database = Database(url)
        yield database
        database.close()


def _list_coco(database: Database) -> None:
    database.migrate()
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))

"""A database for each test. Most are on SQLite, from a file that was migrated once; `test_both.py` has both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.database import Database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with every table and no row."""
    file = tmp_path_factory.mktemp("migrated") / "vigie.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    return file


@pytest.fixture
def registry(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    """The database of an empty registry, on SQLite."""
    shutil.copy(migrated, tmp_path / "vigie.db")
    database = Database(f"sqlite:///{tmp_path / 'vigie.db'}")
    yield database
    database.close()

"""An installation with the starter registry, which no test changes, and what a program sees of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.settings import Settings
from tests.conftest import on_sqlite


@pytest.fixture
def program(starter: Settings) -> Iterator[TestClient]:
    """A program that reads from it. Nobody asked before."""
    with TestClient(Door(starter), base_url="http://vigie.test", follow_redirects=False) as client:
        yield client


@pytest.fixture
def settings(starter: Settings, tmp_path: Path) -> Settings:
    """A copy of it, which a test may change."""
    shutil.copytree(starter.data_dir, tmp_path / "data")
    return on_sqlite(tmp_path / "data")


@pytest.fixture
def founded(settings: Settings) -> Iterator[Database]:
    """The database of the copy."""
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A program that reads from the copy."""
    with TestClient(Door(settings), base_url="http://vigie.test", follow_redirects=False) as client:
        yield client

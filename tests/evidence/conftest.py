"""A street on which newspapers live, and an installation that lists Coco because of what they wrote.

A database is on SQLite, and where a test asks (`curators.ON_BOTH`) on PostgreSQL.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.database import Database
from api.settings import Settings
from tests.desk.conftest import database_url, desk, migrated
from tests.evidence.newspapers import QUOTE, cited_coco
from tests.fetching.street import Street, open_street
from tests.review.proposing import approve, propose

__all__ = ["database_url", "desk", "migrated"]


@pytest.fixture
def street() -> Iterator[Street]:
    """A street without anybody on it yet."""
    with open_street() as opened:
        yield opened


@pytest.fixture
def settings(street: Street, database_url: str, tmp_path: Path) -> Settings:
    """Settings with which the open web is the street."""
    return Settings(
        data_dir=tmp_path,
        database_url=SecretStr(database_url),
        resolver=street.resolver,
        egress=street.egress,
    )


@pytest.fixture
def listing(settings: Settings) -> Iterator[Database]:
    """A database in which Coco is listed for what one newspaper wrote."""
    database = Database(settings.database)
    with database.write() as session:
        approve(session, propose(session, *cited_coco({"paper-1": ("http://gazette.example.com/coco", QUOTE)})))
    yield database
    database.close()

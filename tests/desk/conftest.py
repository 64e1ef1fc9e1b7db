"""A Desk under a domain, where passkeys work, with nobody there yet: on SQLite, and where a test asks on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pydantic import AnyHttpUrl, SecretStr

from api.database import Database
from api.settings import Settings
from tests.browser.chromium import CHROMIUM, QUIET
from tests.browser.waiting import PATIENCE
from tests.conftest import fresh_postgresql
from tests.desk.authenticator import ORIGIN
from tests.desk.curators import Desk


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with every table and nothing in it."""
    path = tmp_path_factory.mktemp("migrated") / "vigie.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture
def database_url(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database; `curators.ON_BOTH` asks for PostgreSQL too."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield f"sqlite:///{shutil.copy(migrated, tmp_path / 'vigie.db')}"
        return
    with fresh_postgresql(request.getfixturevalue("postgresql"), "template_vigie") as url:
        yield url


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """The Desk under https://vigie.test, and the people who come to it."""
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(database_url), public_url=AnyHttpUrl(f"{ORIGIN}/"))
    database = Database(database_url)
    yield Desk(settings, database)
    database.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; each test has contexts of its own in it."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()

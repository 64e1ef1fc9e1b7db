"""An installation with the starter registry, which no test changes, a copy that a test may change, and its service."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.jobs import founding
from api.settings import Settings
from tests.api.moments import now
from tests.browser.chromium import CHROMIUM, QUIET
from tests.browser.waiting import PATIENCE
from tests.public.service import Service, serving


def settings_of(folder: Path) -> Settings:
    """The settings of an installation on SQLite in a folder."""
    return Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'vigie.db'}"))


@pytest.fixture(scope="package")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an installation as `vigie init` leaves it."""
    folder = tmp_path_factory.mktemp("starter") / "data"
    folder.mkdir()
    settings = settings_of(folder)
    database = Database(settings.database)
    founding.run(database, settings, now())
    database.close()
    return settings


@pytest.fixture(scope="package")
def reader(starter: Settings) -> Iterator[TestClient]:
    """Somebody who reads its pages, and speaks English."""
    with TestClient(Door(starter), base_url="http://vigie.test", follow_redirects=False) as client:
        yield client


@pytest.fixture
def settings(starter: Settings, tmp_path: Path) -> Settings:
    """A copy of it, which a test may change."""
    shutil.copytree(starter.data_dir, tmp_path / "data")
    return settings_of(tmp_path / "data")


@pytest.fixture
def founded(settings: Settings) -> Iterator[Database]:
    """The database of the copy."""
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """Somebody who reads the pages of the copy."""
    with TestClient(Door(settings), base_url="http://vigie.test", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="package")
def service(starter: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service of the installation that no test changes, under granian, with a log of all that it was asked."""
    with serving(starter, tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright; it ends with this package, because its event loop would be in the way of other tests."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium; each test opens a context of its own."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield browser
    browser.close()

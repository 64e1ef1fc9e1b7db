"""What the tests of the pages share: one Chromium with the extension, and a family that chooses anew each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser import chromium, installation, sites
from tests.browser.waiting import PATIENCE
from tests.extension_pages.family import Family


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension for Chrome, for a service that nobody serves."""
    founded = installation.found_once(tmp_path_factory)
    return founded.build_extensions("built", f"http://127.0.0.1:{installation.free_port()}/feed/") / "chrome"


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright; it ends with this package, because its event loop would be in the way of other tests."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def at_home(playwright: Playwright, extension: Path, folder: Path) -> Iterator[Family]:
    """A family with a browser of its own."""
    with (
        sites.running(folder) as web,
        chromium.running(playwright, profile=folder / "profile", extension=extension, sites=web) as browser,
    ):
        yield Family(browser)


@pytest.fixture(scope="package")
def household(playwright: Playwright, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Family]:
    """The one browser of most tests."""
    with at_home(playwright, built, tmp_path_factory.mktemp("home")) as family:
        yield family


@pytest.fixture
def family(household: Family) -> Iterator[Family]:
    """A family that has chosen nothing yet."""
    household.forget()
    yield household
    household.close_tabs()

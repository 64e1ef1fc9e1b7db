"""What the browser tests share: the sites, an installation, a way to start browsers, a picture of each failure."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Error, Page, Playwright, expect, sync_playwright

from tests.browser import chromium, installation, sites
from tests.browser.chromium import Chromium
from tests.browser.installation import Installation
from tests.browser.sites import Sites
from tests.browser.waiting import PATIENCE

ARTIFACTS: Final = Path(__file__).parents[1] / "artifacts"

Launch = Callable[..., Chromium]


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright; it ends with this package, because its event loop would be in the way of other tests."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Every web site there is."""
    with sites.running(tmp_path_factory.mktemp("sites")) as web:
        yield web


@pytest.fixture(autouse=True)
def fresh_web(web: Sites) -> None:
    """Each test finds the sites as they were at first."""
    web.forget()


@pytest.fixture(scope="package")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation as `vigie init` leaves it. Nobody changes it: tests that do so make a copy."""
    return installation.found(tmp_path_factory.mktemp("founded"))


@pytest.fixture(scope="package")
def extension(founded: Installation) -> Path:
    """The extension for a feed that nobody serves: what it knows, it knows from its package."""
    return founded.build_extension("alone", f"http://127.0.0.1:{installation.free_port()}/feed/")


@pytest.fixture(scope="module")
def launch(playwright: Playwright, web: Sites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launch]:
    """Start a browser, on a fresh profile unless one is given; it is closed at the end of the module."""
    with ExitStack() as browsers:

        def start(extension: Path, *, profile: Path | None = None, **more: Any) -> Chromium:
            home = profile or tmp_path_factory.mktemp("profile")
            started = chromium.running(playwright, profile=home, extension=extension, sites=web, **more)
            return browsers.enter_context(started)

        yield start


@pytest.fixture(scope="module")
def browser(launch: Launch, extension: Path) -> Chromium:
    """One browser for the tests of a module that leave nothing behind."""
    return launch(extension)


@pytest.fixture
def tab(browser: Chromium) -> Iterator[Page]:
    """A tab of its own in the module's browser."""
    page = browser.tab()
    yield page
    for other in browser.context.pages[1:]:
        other.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """At a failure, keep a picture of every page of every browser."""
    report: Any = yield
    if report.when != "teardown" and report.failed:
        name = re.sub(r"[^\w.]+", "-", item.name)
        pages = [page for browser in chromium.OPEN for page in browser.context.pages]
        for number, page in enumerate(pages):
            with suppress(Error):  # a page that is closing has nothing to show
                page.screenshot(path=ARTIFACTS / f"{name}-{number}.png")
    return report

"""What the browser tests share: the sites, an installation, a way to start browsers, a picture of each failure."""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser import chromium, feed_server, firefox, installation, sites
from tests.browser.checking import begin_anew
from tests.browser.choosing import forget
from tests.browser.chromium import Chromium
from tests.browser.driving import Browser, BrowserName, Tab, extension_page
from tests.browser.failures import keep_pictures
from tests.browser.installation import Installation, build_extensions
from tests.browser.offered_feed import Feed, put_out_second_release
from tests.browser.passing import stop_passes
from tests.browser.sites import Sites
from tests.browser.waiting import PATIENCE, until

Launch = Callable[..., Chromium]
Start = Callable[[Path, Path], AbstractContextManager[Browser]]


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
    return installation.found_once(tmp_path_factory)


@pytest.fixture(scope="package")
def extensions(founded: Installation) -> Path:
    """Both builds of the extension, for a feed that nobody serves: what it knows, it knows from its package."""
    return founded.build_extensions("alone", f"http://127.0.0.1:{installation.free_port()}/feed/")


@pytest.fixture(scope="package")
def extension(extensions: Path) -> Path:
    """Chrome's build of these two."""
    return extensions / "chrome"


@pytest.fixture(scope="package", params=get_args(BrowserName))
def which(request: pytest.FixtureRequest) -> BrowserName:
    """Each scenario runs in every browser there is."""
    name: BrowserName = request.param
    return name


@pytest.fixture(scope="package")
def start(which: BrowserName, playwright: Playwright, web: Sites) -> Start:
    """Start a browser on a profile."""
    return _starting(which, playwright, web)


@pytest.fixture(scope="package")
def house(
    playwright: Playwright, web: Sites, extensions: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[BrowserName], Browser]]:
    """The browsers that most scenarios share: each starts when it is first asked for, and runs until all is done.

    No parameter makes this one: pytest would stop and start its browsers with every file.
    """
    running: dict[BrowserName, Browser] = {}
    with ExitStack() as until_the_end:

        def shared(which: BrowserName) -> Browser:
            if which not in running:
                start = _starting(which, playwright, web)
                running[which] = until_the_end.enter_context(start(extensions, tmp_path_factory.mktemp("shared")))
            return running[which]

        yield shared


@pytest.fixture
def shared(which: BrowserName, house: Callable[[BrowserName], Browser]) -> Browser:
    """The browser that most scenarios share."""
    return house(which)


@pytest.fixture
def browser(shared: Browser) -> Iterator[Browser]:
    """The shared browser, for a scenario that leaves nothing behind but tabs, which are closed."""
    yield shared
    for tab in shared.tabs()[1:]:
        tab.close()


@pytest.fixture
def family(browser: Browser) -> Iterator[Browser]:
    """The shared browser of a family that has chosen nothing yet, and may choose; no pass of another test runs."""
    stop_passes(browser)
    yield browser
    forget(browser)


@pytest.fixture
def tab(browser: Browser) -> Tab:
    """A tab of its own in the shared browser."""
    return browser.open()


@pytest.fixture(scope="module")
def launch(playwright: Playwright, web: Sites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launch]:
    """Start a browser, on a fresh profile unless one is given; it is closed at the end of the module."""
    with ExitStack() as browsers:

        def start(extension: Path, *, profile: Path | None = None, **more: Any) -> Chromium:
            home = profile or tmp_path_factory.mktemp("profile")
            started = chromium.running(playwright, profile=home, extension=extension, sites=web, **more)
            return browsers.enter_context(started)

        yield start


@pytest.fixture(scope="package")
def two_releases(founded: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that has put out a second release, which lists the new name of our article."""
    return installation.once(
        tmp_path_factory, "two", lambda folder: put_out_second_release(installation.copied(founded, folder))
    )


@pytest.fixture(scope="module")
def offered(
    two_releases: Installation, founded: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Feed, Path]]:
    """A folder that is served, and both builds of the extension that ask for their feed there, with release 1."""
    folder = tmp_path_factory.mktemp("offered")
    online_keys = two_releases.folder / "data" / "keys"
    feed = Feed(folder / "served", {1: founded.feed, 2: two_releases.feed}, online_keys)
    with feed_server.running(feed.served) as server:
        yield feed, build_extensions(folder / "extensions", founded.feed, server.address)


@pytest.fixture
def feed(offered: tuple[Feed, Path]) -> Feed:
    """The folder that is served: nothing is in it yet."""
    feed, _ = offered
    feed.offer_nothing()
    return feed


@pytest.fixture(scope="module")
def asking(start: Start, offered: tuple[Feed, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that asks for its feed in that folder."""
    with start(offered[1], tmp_path_factory.mktemp("asking")) as browser:
        yield browser


@pytest.fixture
def reader(asking: Browser, feed: Feed) -> Iterator[Browser]:
    """That browser, which knows release 1 from its package, and nothing else; the test offers it the feed."""
    begin_anew(asking)
    yield asking
    for tab in asking.tabs()[1:]:
        tab.close()


def _starting(which: BrowserName, playwright: Playwright, web: Sites) -> Start:
    """What starts a browser on a profile, and closes the welcome of one that is new."""

    def running(extensions: Path, profile: Path) -> AbstractContextManager[Browser]:
        if which == "firefox":
            return firefox.running(profile=profile, extension=extensions / "firefox", sites=web)
        return chromium.running(playwright, profile=profile, extension=extensions / "chrome", sites=web)

    @contextmanager
    def start(extensions: Path, profile: Path) -> Iterator[Browser]:
        fresh = not any(profile.iterdir())
        with running(extensions, profile) as browser:
            if fresh:
                close_welcome(browser)
            yield browser

    return start


def close_welcome(browser: Browser) -> None:
    """Close the page that a new extension opens, so that the tabs of a test are the ones that it opened."""

    def welcome() -> list[Tab]:
        return [tab for tab in browser.tabs() if tab.address == extension_page(browser, "welcome")]

    until("welcome", welcome)
    welcome()[0].close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """At a failure, keep a picture of every page of every browser."""
    report: Any = yield
    if report.when != "teardown" and report.failed:
        keep_pictures(item.name)
    return report

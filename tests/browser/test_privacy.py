"""The extension asks the feed for its files, and nobody for anything else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser import chromium, feed_server
from tests.browser.chromium import Chromium
from tests.browser.feed_server import FeedServer
from tests.browser.installation import Installation
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

FEED_FILE: Final = re.compile(r"/(timestamp|[0-9]+\.(root|snapshot|targets))\.json|/targets/[0-9a-f]{64}\.[a-z]+")
TELLING: Final = {"cookie", "referer", "authorization", "origin"}


@pytest.fixture
def feed(founded: Installation) -> Iterator[FeedServer]:
    """The feed, and a record of what was asked there."""
    with feed_server.running(founded.feed) as feed:
        yield feed


@pytest.fixture
def browser(
    playwright: Playwright, founded: Installation, feed: FeedServer, web: Sites, tmp_path: Path
) -> Iterator[Chromium]:
    """A browser of this test's own, with everything it asks for recorded from the start."""
    extension = founded.build_extension("private", feed.address)
    with chromium.running(playwright, profile=tmp_path / "with", extension=extension, sites=web) as browser:
        yield browser


def browse(context: BrowserContext) -> None:
    """A morning's reading: two sites that are not listed, one that is."""
    for address in ("https://innocent.example/", "https://coco.gg/room?name=x", "http://other.example/"):
        page = context.new_page()
        page.goto(address)
        page.close()


def test_only_the_feed_and_the_visited_sites_are_asked(
    playwright: Playwright, browser: Chromium, web: Sites, tmp_path: Path
) -> None:
    browse(browser.context)
    browser.checked()
    browser.context.close()
    others = {request.host for request in web.requests} - {"innocent.example", "other.example"}
    assert "coco.gg" not in others

    # A Chromium asks hosts of its makers by itself, and not at the same moment each time.
    web.forget()
    with chromium.bare(playwright, profile=tmp_path / "without", sites=web) as context:
        browse(context)
        until("plain Chromium that asks the same hosts", lambda: others <= {request.host for request in web.requests})


def test_what_the_feed_is_asked_tells_nothing_about_a_visit(browser: Chromium, feed: FeedServer) -> None:
    browser.tab("https://coco.gg/room?name=x")
    browser.checked()
    assert feed.asked
    for path, headers in feed.asked:
        assert FEED_FILE.fullmatch(path)
        assert not TELLING & {name.lower() for name in headers}


def test_the_warning_loads_nothing_from_outside_its_package(browser: Chromium) -> None:
    loaded: list[str] = []
    page = browser.tab()
    page.on("request", lambda request: loaded.append(request.url))
    page.goto("https://coco.gg/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(loaded) > 5
    assert [url for url in loaded if not url.startswith(browser.origin)] == ["https://coco.gg/"]

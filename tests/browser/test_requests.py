"""Every request of a day with the extension: the visited sites, what the privacy policy names, and nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.browser import feed_server, privacy_policy
from tests.browser.checking import check_now
from tests.browser.conftest import Start
from tests.browser.driving import Browser, extension_page
from tests.browser.expecting import expect_stopped, expect_text
from tests.browser.feed_server import FeedServer
from tests.browser.installation import Installation
from tests.browser.passing import end_passes, open_site
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

ALLOWED: Final = {method: privacy_policy.request(method) for method in ("GET", "POST")}
TELLING: Final = {"cookie", "referer", "authorization", "origin"}
# What the browsers ask their makers by themselves, with the extension or without.
MAKERS: Final = re.compile(r"(.+\.)?(mozilla\.(org|com|net)|firefox\.com|google\.com|googleapis\.com|gvt1\.com)")


@pytest.fixture(scope="module")
def feed(founded: Installation) -> Iterator[FeedServer]:
    """The feed, and a record of what was asked and sent there."""
    with feed_server.running(founded.feed) as feed:
        yield feed


@pytest.fixture(scope="module")
def connected(founded: Installation, feed: FeedServer) -> Path:
    """Both builds of the extension for that feed."""
    return founded.build_extensions("connected", feed.address)


@pytest.fixture(scope="module")
def browser(start: Start, connected: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser of these tests' own."""
    with start(connected, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def spend_a_day(browser: Browser, web: Sites) -> None:
    """Read two sites that are not listed, be stopped at one that is, look at the popup, go on, and be sent back."""
    for address in ("https://innocent.example/", "http://other.example/"):
        expect_text(browser.open(address), "This is ")
    tab = browser.open("https://coco.gg/room?name=x")
    expect_stopped(tab, browser, web, "coco.gg", "https")
    expect_text(browser.open(extension_page(browser, "popup")), "1")
    check_now(browser)
    open_site(tab, "coco.gg")
    end_passes(browser)


def test_only_the_feed_and_the_visited_sites_are_asked(browser: Browser, web: Sites, feed: FeedServer) -> None:
    noted = browser.note_requests()
    spend_a_day(browser, web)
    assert noted()
    assert [address for address in noted() if not address.startswith(feed.address)] == []
    hosts = {request.host for request in web.requests if not MAKERS.fullmatch(request.host)}
    assert hosts == {"innocent.example", "other.example", "coco.gg"}
    assert [request.path for request in web.asked("coco.gg")] == ["/"]  # by the pass; never the page that was stopped
    assert feed.asked
    for path, headers in feed.asked:
        assert ALLOWED["GET"].fullmatch(path)
        assert not TELLING & {name.lower() for name in headers}
    assert feed.sent == []


def test_a_report_goes_on_the_click_and_holds_what_was_shown(browser: Browser, feed: FeedServer) -> None:
    page = browser.open(f"{extension_page(browser, 'report')}#risky/forum.example")
    expect_text(page, "forum.example")
    assert feed.sent == []
    page.click("#send")
    until("report", lambda: feed.sent)
    (path, headers, body), *more = feed.sent
    assert more == []
    assert ALLOWED["POST"].fullmatch(path)
    assert json.loads(body) == {"name": "forum.example", "kind": "risky"}
    assert not TELLING & {name.lower() for name in headers}
    feed.sent.clear()


def test_no_page_of_the_package_may_load_anything_from_outside_it(connected: Path, feed: FeedServer) -> None:
    """What the day did not show, the package's own policy rules out."""
    for build in ("chrome", "firefox"):
        manifest = json.loads((connected / build / "manifest.json").read_text())
        policy = manifest["content_security_policy"]["extension_pages"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        # "https:" is for the address of a feed that a policy may name.
        assert rules["connect-src"].split() == ["'self'", feed.address.rstrip("/"), "https:"]
        assert {rules[kind] for kind in ("script-src", "style-src", "img-src")} == {"'self'"}
        assert "content_scripts" not in manifest

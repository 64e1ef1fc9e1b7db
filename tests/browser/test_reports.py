"""A report reaches the service as it was shown, on a click; what cannot be sent waits in view, and can be deleted."""

from collections.abc import Iterator
from typing import Final

import pytest

from api.database import Database
from feeds.review.reports import reading
from tests.browser import installation
from tests.browser.choosing import forget, stored, until_stored
from tests.browser.conftest import Start
from tests.browser.driving import Browser, BrowserName, Tab, extension_page
from tests.browser.expecting import expect_complete, expect_text
from tests.browser.installation import Installation
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

RISKY: Final = "This site puts minors at risk, or a listed site uses this new address"
SHOWN: Final = "() => [...document.querySelectorAll('#sent dd')].map((field) => field.textContent)"
WAITING: Final = "() => [...document.querySelectorAll('#waiting .host')].map((name) => name.textContent)"


@pytest.fixture(scope="module")
def service(which: BrowserName, founded: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation for these tests in one browser; each test serves it when the service is to be there."""
    return installation.copied(founded, tmp_path_factory.mktemp(f"service-{which}"))


@pytest.fixture(scope="module")
def house(start: Start, service: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with the extension of that service."""
    folder = tmp_path_factory.mktemp("home")
    profile = folder / "profile"
    profile.mkdir()
    extensions = service.build_extensions(folder.name, f"{service.address}/feed/")
    with start(extensions, profile) as browser:
        yield browser


@pytest.fixture
def home(house: Browser) -> Iterator[Browser]:
    """That browser, in which no report waits."""
    yield house
    forget(house)


def write(browser: Browser, kind: str, name: str, words: str = "") -> Tab:
    """The page for a report about a name, with words typed into it."""
    page = browser.open(f"{extension_page(browser, 'report')}#{kind}/{name}")
    expect_complete(page)
    if words:
        page.type("#words", words)
    return page


def arrived(service: Installation) -> dict[str, list[str]]:
    """The names that curators see reported, each with its words."""
    database = Database(f"sqlite:///{service.folder / 'data' / 'vigie.db'}")
    try:
        with database.read() as session:
            return {about.name: [said.text for said in about.words] for about in reading.groups(session, most=10)}
    finally:
        database.close()


def test_it_waits_for_a_connection_and_another_click_and_arrives_as_it_was_shown(
    home: Browser, service: Installation
) -> None:
    page = write(home, "mistake", "coco.gg")
    page.click("#send")
    expect_text(page, "It could not be sent just now. It waits below, on this device.")
    assert page.evaluate(WAITING) == ["coco.gg"]
    with service.serving():
        expect_waiting_one_goes_on_a_click(home, service)
        expect_new_one_arrives_as_it_is_shown(home, service)
        expect_refusal_is_told(home)
        assert arrived(service).keys() == {"coco.gg", "bounty.chat"}
    assert stored(home).get("reports", []) == []


def expect_waiting_one_goes_on_a_click(home: Browser, service: Installation) -> None:
    """The report that waits outlasts the worker, and is sent on another click, not before."""
    home.kill_worker()
    page = write(home, "risky", "")
    assert page.evaluate(WAITING) == ["coco.gg"]
    assert arrived(service) == {}
    page.click("#waiting button:first-child")
    until("report that has gone", lambda: page.evaluate(WAITING) == [])
    assert arrived(service) == {"coco.gg": []}


def expect_new_one_arrives_as_it_is_shown(home: Browser, service: Installation) -> None:
    """What the page shows before the click is what curators read after it."""
    page = write(home, "risky", "bounty.chat", "Strangers write at once.")
    assert page.evaluate(SHOWN) == ["bounty.chat", RISKY, "Strangers write at once."]
    assert "bounty.chat" not in arrived(service)
    page.click("#send")
    expect_text(page, "Sent. Thank you.")
    assert arrived(service)["bounty.chat"] == ["Strangers write at once."]


def expect_refusal_is_told(home: Browser) -> None:
    """What the service does not take is said with its reason."""
    page = write(home, "risky", "forum.example")
    page.click("#send")
    expect_text(page, "is not under a top-level domain that exists")


def test_one_that_waits_can_be_deleted(home: Browser) -> None:
    page = write(home, "risky", "other.example")
    page.click("#send")
    until("report that waits", lambda: page.evaluate(WAITING) == ["other.example"])
    page.click("#waiting button:last-child")
    expect_text(page, "No report waits.")
    until_stored(home, "no report", "reports", [])

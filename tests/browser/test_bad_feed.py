"""A feed that is damaged, old or cut short is refused in plain words, and the last good list goes on protecting."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import article, chromium
from tests.browser.checking import begin_anew
from tests.browser.chromium import Chromium
from tests.browser.offered_feed import Feed, flip_last_byte
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser

REFUSED: Final = "The last list offered was not genuine or not whole."
DELTA: Final = "names.1.delta"  # what a browser with release 1 asks for
UNREACHED: Final = "The last check could not reach the list."
OUT_OF_DATE: Final = "The list on the server is out of date."


@pytest.fixture(scope="module")
def chrome(
    playwright: Playwright, offered: tuple[Feed, Path], web: Sites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Chromium]:
    """A browser that asks for the feed where the tests damage it."""
    extension, profile = offered[1] / "chrome", tmp_path_factory.mktemp("profile")
    with chromium.running(playwright, profile=profile, extension=extension, sites=web) as browser:
        yield browser


@pytest.fixture
def browser(chrome: Chromium, feed: Feed) -> Iterator[Chromium]:
    """That browser, which knows release 1 from its package, and nothing else."""
    begin_anew(chrome)
    yield chrome
    for tab in chrome.tabs()[1:]:
        tab.close()


def expect_protected_by(browser: Chromium, web: Sites, serial: int) -> None:
    """The list in use is the whole of one release: its names are stopped, and those of a later one open."""
    expect(browser.popup().get_by_text(f"serial {serial}, verified")).to_be_visible()
    expect(browser.tab("http://coco.gg/")).to_have_url(browser.warning_at("coco.gg"))
    expected = f"http://{article.NEW_NAME}/" if serial == 1 else browser.warning_at(article.NEW_NAME)
    expect(browser.tab(f"http://{article.NEW_NAME}/")).to_have_url(expected)
    assert web.asked("coco.gg") == []


def test_one_flipped_byte_in_the_names_is_refused(browser: Chromium, feed: Feed, web: Sites) -> None:
    feed.offer(2)
    feed.file(2, DELTA).unlink()  # the whole file is asked for then
    names = feed.file(2, "names")
    whole = names.read_bytes()
    flip_last_byte(names)
    expect(browser.checked().get_by_text(REFUSED)).to_be_visible()
    expect_protected_by(browser, web, 1)

    names.write_bytes(whole)
    expect(browser.checked().get_by_text(REFUSED)).to_have_count(0)
    expect_protected_by(browser, web, 2)


def test_a_damaged_delta_is_made_up_for_by_the_whole_file(browser: Chromium, feed: Feed, web: Sites) -> None:
    feed.offer(2)
    flip_last_byte(feed.file(2, DELTA))
    expect(browser.checked().get_by_text("serial 2, verified")).to_be_visible()
    expect_protected_by(browser, web, 2)


def test_a_delta_makes_up_for_a_whole_file_that_is_missing(browser: Chromium, feed: Feed, web: Sites) -> None:
    feed.offer(2)
    feed.file(2, "names").unlink()
    expect(browser.checked().get_by_text("serial 2, verified")).to_be_visible()
    expect_protected_by(browser, web, 2)


@pytest.mark.parametrize("missing", [("names", "names.1.delta"), ("sites",)])
def test_a_file_that_is_missing_changes_nothing(
    browser: Chromium, feed: Feed, web: Sites, missing: tuple[str, ...]
) -> None:
    feed.offer(2)
    for kind in missing:
        feed.file(2, kind).unlink()
    expect(browser.checked().get_by_text(UNREACHED)).to_be_visible()
    expect_protected_by(browser, web, 1)


def test_an_older_release_is_refused(browser: Chromium, feed: Feed, web: Sites) -> None:
    feed.offer(2)
    expect(browser.checked().get_by_text("serial 2, verified")).to_be_visible()
    feed.offer(1)
    expect(browser.checked().get_by_text(REFUSED)).to_be_visible()
    expect_protected_by(browser, web, 2)


def test_an_expired_timestamp_is_refused(browser: Chromium, feed: Feed, web: Sites) -> None:
    feed.offer_expired(2)
    expect(browser.checked().get_by_text(OUT_OF_DATE)).to_be_visible()
    expect_protected_by(browser, web, 1)

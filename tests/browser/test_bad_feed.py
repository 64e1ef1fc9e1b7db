"""A feed that is damaged, old or cut short is refused in plain words, and the last good list goes on protecting."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Playwright, expect

from feeds.release import keys, publishing
from feeds.release.folder import FeedFolder
from tests.browser import article, chromium, feed_server, installation
from tests.browser.chromium import Chromium
from tests.browser.installation import Installation
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser

REFUSED: Final = "The last list offered was not genuine or not whole."
DELTA: Final = "names.1.delta"  # what a browser with release 1 asks for
UNREACHED: Final = "The last check could not reach the list."
OUT_OF_DATE: Final = "The list on the server is out of date."


@dataclass(frozen=True)
class Feed:
    """A feed's folder as it is served, the two releases that can be put there, and the keys to sign others."""

    served: Path
    releases: dict[int, Path]
    online_keys: Path

    def offer(self, serial: int) -> None:
        """Serve one release, whole."""
        shutil.rmtree(self.served, ignore_errors=True)
        shutil.copytree(self.releases[serial], self.served)

    def offer_expired(self, serial: int) -> None:
        """Serve one release with a timestamp that was signed last week."""
        self.offer(serial)
        last_week = datetime.now(UTC) - timedelta(days=7)
        publishing.resign(FeedFolder(self.served), keys.load(self.online_keys), last_week)

    def file(self, serial: int, kind: str) -> Path:
        """The served file of one kind (`names`, …) that a release brings."""
        described = json.loads((self.served / f"{serial}.targets.json").read_bytes())["signed"]["targets"][kind]
        return self.served / "targets" / f"{described['hashes']['sha256']}.{kind}"


@pytest.fixture(scope="module")
def two_releases(founded: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that has put out a second release, which lists the new name of our article."""
    own = installation.copied(founded, tmp_path_factory.mktemp("two"))
    own.vigie("intake", article.write(own.folder), "--propose")
    number = json.loads(own.vigie("proposals", "list", "--json"))[0]["number"]
    own.vigie("proposals", "approve", str(number), "--as", "first-curator", "--reason", "The article says so.")
    own.vigie("release")
    return own


@pytest.fixture
def feed(two_releases: Installation, founded: Installation, tmp_path: Path) -> Feed:
    """The folder that is served: nothing is in it yet."""
    online_keys = two_releases.folder / "data" / "keys"
    return Feed(tmp_path / "served", {1: founded.feed, 2: two_releases.feed}, online_keys)


@pytest.fixture
def browser(
    playwright: Playwright, founded: Installation, feed: Feed, web: Sites, tmp_path: Path
) -> Iterator[Chromium]:
    """A browser with release 1 in its package that asks for the feed where the test damages it."""
    with feed_server.running(feed.served) as server:
        extension = founded.build_extension(tmp_path.name, server.address)
        with chromium.running(playwright, profile=tmp_path / "profile", extension=extension, sites=web) as browser:
            yield browser


def expect_protected_by(browser: Chromium, web: Sites, serial: int) -> None:
    """The list in use is the whole of one release: its names are stopped, and those of a later one open."""
    expect(browser.popup().get_by_text(f"serial {serial}, verified")).to_be_visible()
    expect(browser.tab("http://coco.gg/")).to_have_url(browser.warning_at("coco.gg"))
    expected = f"http://{article.NEW_NAME}/" if serial == 1 else browser.warning_at(article.NEW_NAME)
    expect(browser.tab(f"http://{article.NEW_NAME}/")).to_have_url(expected)
    assert web.asked("coco.gg") == []


def flip_last_byte(file: Path) -> None:
    """Damage a file without changing its length."""
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


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

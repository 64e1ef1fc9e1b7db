"""A feed of 100 000 names is in force from the first minute: its first, its last, one that is typed in Unicode."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from feeds.release.snapshot import Snapshot
from tests.bench.names import synthetic
from tests.browser import installation
from tests.browser.conftest import Start
from tests.browser.driving import Browser
from tests.browser.expecting import expect_open, expect_stopped
from tests.browser.sites import Sites
from tests.release import feeds_for_tests

pytestmark = pytest.mark.browser
COUNT: Final = 100_000
UNICODE: Final = "tchat-été.example"
LISTED: Final = "xn--tchat-t-gyab.example"


@pytest.fixture(scope="module")
def names() -> list[str]:
    """The names of the feed, sorted as they are in it."""
    drawn = {listed.name for listed in synthetic(COUNT)}
    return sorted({*list(drawn)[: COUNT - 1], LISTED}, key=lambda name: name.split(".")[::-1])


@pytest.fixture(scope="module")
def packages(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both builds of the extension, with the large feed in them."""
    folder = tmp_path_factory.mktemp("large")
    feed = feeds_for_tests.found(folder, datetime.now(UTC))
    feed.publish_these(snapshot(names), datetime.now(UTC))
    nobody = f"http://127.0.0.1:{installation.free_port()}/feed/"
    return installation.build_extensions(folder / "extensions", feed.folder.path, nobody)


@pytest.fixture(scope="module")
def large(packages: Path, start: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose package brings the large feed."""
    with start(packages, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def snapshot(names: list[str]) -> Snapshot:
    """What a Release of these names says: a site for each hundred of them."""
    parts = [feeds_for_tests.snapshot(*names[start : start + 100]) for start in range(0, len(names), 100)]
    sites = [{**site, "slug": f"site-{number}"} for number, part in enumerate(parts) for site in part.sites["sites"]]
    listed = [name for part in parts for name in part.names]
    return Snapshot(listed, {**parts[0].sites, "sites": sites}, parts[0].helplines)


@pytest.mark.parametrize("place", [0, COUNT // 2, -1])
def test_a_name_at_any_place_is_stopped(large: Browser, names: list[str], web: Sites, place: int) -> None:
    expect_stopped(large.open(f"http://{names[place]}/"), large, web, names[place])


@pytest.mark.parametrize("host", [UNICODE, f"www.{UNICODE}", UNICODE.upper(), LISTED])
def test_a_name_that_is_typed_in_unicode_is_stopped(large: Browser, web: Sites, host: str) -> None:
    kept = f"www.{LISTED}" if host.startswith("www.") else LISTED
    expect_stopped(large.open(f"http://{host}/"), large, web, kept)


def test_a_name_that_is_not_in_it_opens(large: Browser, web: Sites) -> None:
    expect_open(large.open("http://tchat-ete.example/"), web, "tchat-ete.example")

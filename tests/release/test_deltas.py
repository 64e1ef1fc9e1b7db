"""Which deltas a Release carries, and that each leads where it says."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.registry.words import Status
from feeds.release import delta
from feeds.release.deltas import REACH
from feeds.release.folder import target_path
from feeds.release.snapshot import Snapshot
from feeds.release.verifying import verify
from tests.release.feeds_for_tests import Feed, found, listed, snapshot

NOW = datetime.now(UTC)
ALWAYS = [f"chat{number}.example" for number in range(12)]


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with one Release of a dozen names."""
    feed = found(tmp_path, NOW)
    feed.publish(NOW, *ALWAYS)
    return feed


def _target(feed: Feed, name: str, serial: int) -> bytes:
    return feed.folder.read(target_path(name, _digest(feed, name, serial)))


def _digest(feed: Feed, name: str, serial: int) -> str:
    return feed.folder.targets(serial).targets[name].hashes["sha256"]


def _deltas(feed: Feed, serial: int) -> set[str]:
    return {name for name in feed.folder.targets(serial).targets if name.endswith(".delta")}


def test_the_first_release_carries_none(feed: Feed) -> None:
    assert _deltas(feed, 1) == set()


def test_each_of_the_last_32_releases_leads_to_the_newest(feed: Feed) -> None:
    for number in range(2, REACH + 3):
        feed.publish(NOW, *ALWAYS, f"new{number}.example")
    newest = REACH + 2
    assert _deltas(feed, newest) == {f"names.{serial}.delta" for serial in range(2, newest)}
    after = _target(feed, "names", newest)
    for serial in range(2, newest):
        change = _target(feed, f"names.{serial}.delta", newest)
        assert delta.apply(_target(feed, "names", serial), change, _digest(feed, "names", newest)) == after
        assert len(change) < len(after)


def test_a_delta_put_together_of_steps_is_the_one_between_the_two_files(feed: Feed) -> None:
    dice = random.Random(3)
    pool = [f"chat{number}.example" for number in range(120)]
    for _ in range(12):
        listed_now = dice.sample(pool, dice.choice((40, 90, 100)))
        statuses = {name: dice.choice((Status.ACTIVE, Status.CLOSED)) for name in listed_now}
        told = snapshot(*listed_now)
        names = [listed(name, status) for name, status in statuses.items()]
        feed.publish_these(Snapshot(names, told.sites, told.helplines), NOW)
    newest = 13
    after = _target(feed, "names", newest)
    assert len(_deltas(feed, newest)) > 5
    for name in _deltas(feed, newest):
        earlier = int(name.split(".")[1])
        assert _target(feed, name, newest) == delta.encode(_target(feed, "names", earlier), after)


def test_a_release_with_the_same_names_needs_none(feed: Feed) -> None:
    feed.publish(NOW, *ALWAYS, "coco.gg")
    feed.publish(NOW, *ALWAYS)
    assert _deltas(feed, 3) == {"names.2.delta"}


def test_there_is_none_where_the_whole_file_is_as_short(feed: Feed) -> None:
    feed.publish(NOW)
    feed.publish(NOW, *(f"all-new{number}.example" for number in range(40)))
    assert _deltas(feed, 3) == set()


@pytest.mark.parametrize("damage", [b"", b"vigie-names/1 0\n"])
def test_a_release_that_is_no_longer_whole_has_none_and_stops_nobody(feed: Feed, damage: bytes) -> None:
    feed.publish(NOW, *ALWAYS, "coco.gg")
    path = feed.folder.path / target_path("names", _digest(feed, "names", 1))
    path.write_bytes(damage)
    feed.publish(NOW, *ALWAYS, "coco.gg", "coco.fr")
    assert _deltas(feed, 3) == {"names.2.delta"}
    path.unlink()
    (feed.folder.path / "2.targets.json").unlink()
    feed.publish(NOW, *ALWAYS, "coco.fr")
    assert _deltas(feed, 4) == {"names.3.delta"}


def test_a_renewed_release_still_leads_there(feed: Feed) -> None:
    feed.publish(NOW, *ALWAYS, "coco.gg")
    outcome = feed.publish(NOW + timedelta(days=200), *ALWAYS, "coco.gg")
    assert (outcome.serial, _deltas(feed, 3)) == (3, {"names.1.delta"})


def test_a_client_finds_every_delta_under_its_digest(feed: Feed) -> None:
    feed.publish(NOW, *ALWAYS, "coco.gg")
    assert verify(feed.folder.path, feed.root).serial == 2
    assert (feed.folder.path / target_path("names.1.delta", _digest(feed, "names.1.delta", 2))).is_file()

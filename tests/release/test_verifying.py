"""What a client must refuse, refused with a reason."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.release.folder import FeedFolder, target_path
from feeds.release.verifying import DoesNotHold, verify
from tests.release.feeds_for_tests import Feed, found

NOW = datetime.now(UTC)
Attack = Callable[[Feed], None]


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with two Releases out, one after the other."""
    feed = found(tmp_path, NOW)
    feed.publish(NOW, "coco.gg")
    feed.publish(NOW, "coco.gg", "coco.fr")
    return feed


def _names_file(folder: FeedFolder) -> Path:
    out = folder.out()
    assert out is not None
    return folder.path / target_path("names", out.targets.targets["names"].hashes["sha256"])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))


def _swap(folder: FeedFolder, one: str, other: str) -> None:
    (folder.path / one).write_bytes(folder.read(other))


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(lambda feed: _flip(_names_file(feed.folder)), id="a flipped byte in the names"),
        pytest.param(lambda feed: _names_file(feed.folder).unlink(), id="the names are missing"),
        pytest.param(lambda feed: _names_file(feed.folder).write_bytes(b"x" * 10_000), id="other names"),
        pytest.param(lambda feed: _swap(feed.folder, "2.targets.json", "1.targets.json"), id="older targets"),
        pytest.param(lambda feed: _swap(feed.folder, "2.snapshot.json", "1.snapshot.json"), id="older snapshot"),
        pytest.param(lambda feed: (feed.folder.path / "2.snapshot.json").unlink(), id="the snapshot is missing"),
        pytest.param(lambda feed: (feed.folder.path / "timestamp.json").unlink(), id="the timestamp is missing"),
        pytest.param(lambda feed: feed.folder.write("timestamp.json", b"{}"), id="an empty timestamp"),
        pytest.param(lambda feed: feed.folder.write("timestamp.json", b"x" * 20_000), id="an endless timestamp"),
        pytest.param(lambda feed: feed.folder.write("2.root.json", b"{}"), id="a root that nobody signed"),
    ],
)
def test_a_tampered_feed_is_refused(feed: Feed, attack: Attack) -> None:
    verify(feed.folder.path, feed.root)
    attack(feed)
    with pytest.raises(DoesNotHold) as refusal:
        verify(feed.folder.path, feed.root)
    assert str(refusal.value)


def test_an_expired_timestamp_is_refused(tmp_path: Path) -> None:
    feed = found(tmp_path, NOW - timedelta(days=30))
    with pytest.raises(DoesNotHold, match="expired"):
        feed.publish(NOW - timedelta(hours=73), "coco.gg")


def test_the_root_of_another_service_is_refused(feed: Feed, tmp_path: Path) -> None:
    stranger = found(tmp_path / "stranger", NOW)
    with pytest.raises(DoesNotHold):
        verify(feed.folder.path, stranger.root)


@pytest.mark.parametrize("root", [b"", b"{}", b"\x00\xff"])
def test_what_is_no_root_is_refused(feed: Feed, root: bytes) -> None:
    with pytest.raises(DoesNotHold):
        verify(feed.folder.path, root)


def test_an_address_where_nothing_answers_is_said() -> None:
    with pytest.raises(DoesNotHold):
        verify("http://127.0.0.1:9/feed/", b"{}")

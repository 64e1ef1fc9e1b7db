"""What stays in the folder and what goes, once a new Release is out."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.release import contents
from feeds.release.deltas import REACH
from feeds.release.folder import FeedFolder, FolderUnusable, target_path
from feeds.release.pruning import WHOLE, prune
from feeds.release.verifying import DoesNotHold, verify
from tests.release.feeds_for_tests import Feed, found

NOW = datetime.now(UTC)
LATER = NOW + timedelta(hours=1)
"""When nobody is led any more to what was written now."""
NEWEST = REACH + 4


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Feed:
    """A feed with more Releases than are kept, all within a few minutes."""
    feed = found(tmp_path_factory.mktemp("hurried"), NOW)
    for number in range(1, NEWEST):
        _publish(feed, number, NOW)
    return feed


@pytest.fixture(scope="module")
def long_lived(hurried: Feed, tmp_path_factory: pytest.TempPathFactory) -> Feed:
    """The same feed an hour later, and with one Release more."""
    folder = tmp_path_factory.mktemp("long-lived") / "feed"
    feed = Feed(FeedFolder(shutil.copytree(hurried.folder.path, folder)), hurried.signers)
    _publish(feed, NEWEST, LATER)
    return feed


def _publish(feed: Feed, number: int, at: datetime) -> None:
    feed.publish(at, *(f"chat{n}.example" for n in range(12)), f"new{number}.example")


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with one Release."""
    feed = found(tmp_path, NOW)
    feed.publish(NOW, "coco.gg")
    return feed


def _files(feed: Feed) -> set[str]:
    return {path.relative_to(feed.folder.path).as_posix() for path in feed.folder.path.rglob("*") if path.is_file()}


def _named_by(feed: Feed, serial: int) -> dict[str, str]:
    files = feed.folder.targets(serial).targets
    return {name: target_path(name, file.hashes["sha256"]) for name, file in files.items()}


def test_the_last_33_releases_can_be_read_and_published_again(long_lived: Feed) -> None:
    for serial in range(NEWEST - REACH, NEWEST + 1):
        paths = _named_by(long_lived, serial)
        assert {paths[name] for name in contents.SAID} <= _files(long_lived)
        assert paths[f"names.{serial - 1}.delta"] in _files(long_lived)


def test_a_reader_that_began_before_the_switch_finds_every_file(long_lived: Feed) -> None:
    for serial in range(NEWEST - WHOLE + 1, NEWEST + 1):
        assert {f"{serial}.targets.json", f"{serial}.snapshot.json"} <= _files(long_lived)
        assert set(_named_by(long_lived, serial).values()) <= _files(long_lived)


def test_the_metadata_of_older_releases_goes_and_the_roots_stay(long_lived: Feed) -> None:
    files = _files(long_lived)
    for role in ("targets", "snapshot"):
        kept = {int(name.split(".")[0]) for name in files if name.endswith(f".{role}.json")}
        assert kept == set(range(NEWEST - REACH, NEWEST + 1))
    assert {"1.root.json", "root.json", "timestamp.json"} <= files


def test_compressed_forms_stay_and_go_with_their_file(long_lived: Feed) -> None:
    files = _files(long_lived)
    for data in (_named_by(long_lived, NEWEST)["feed.json"], f"{NEWEST}.targets.json"):
        assert {data, f"{data}.br", f"{data}.gz"} <= files
    assert not [name for name in files if name.startswith(("1.targets", "1.snapshot"))]


def test_no_file_stays_that_nobody_names(long_lived: Feed) -> None:
    named = {path for serial in range(NEWEST - REACH, NEWEST + 1) for path in _named_by(long_lived, serial).values()}
    plain = {path.removesuffix(".br").removesuffix(".gz") for path in _files(long_lived) if path.startswith("targets/")}
    assert plain <= named


def test_of_older_releases_only_the_sources_stay(long_lived: Feed) -> None:
    sources = {*contents.SAID, f"names.{NEWEST - WHOLE - 1}.delta"}
    drawn = set(_named_by(long_lived, NEWEST - WHOLE)) - sources
    newer = {
        path for serial in range(NEWEST - WHOLE + 1, NEWEST + 1) for path in _named_by(long_lived, serial).values()
    }
    gone = {path for name, path in _named_by(long_lived, NEWEST - WHOLE).items() if name in drawn} - newer
    assert gone
    assert not gone & _files(long_lived)


def test_what_is_out_still_holds(long_lived: Feed) -> None:
    assert verify(long_lived.folder.path, long_lived.root).serial == NEWEST


def test_what_a_run_that_died_left_behind_goes_with_the_next_release(feed: Feed) -> None:
    left = [target_path("names", "0" * 64), target_path("names", "0" * 64) + ".br", target_path("rpz.zone", "1" * 64)]
    for name in left:
        (feed.folder.path / name).write_bytes(b"left behind")
    feed.publish(NOW, "coco.gg", "coco.fr")
    assert not set(left) & _files(feed)


def test_what_somebody_else_put_there_stays(feed: Feed) -> None:
    others = ["notes.txt", "targets/notes.txt", "0.root.json", ".well-known/security.txt"]
    for name in others:
        (feed.folder.path / name).parent.mkdir(exist_ok=True)
        (feed.folder.path / name).write_bytes(b"not ours")
    feed.publish(NOW, "coco.gg", "coco.fr")
    assert set(others) <= _files(feed)


def test_a_release_that_does_not_hold_removes_nothing(feed: Feed) -> None:
    left = feed.folder.path / target_path("names", "0" * 64)
    left.write_bytes(b"left behind")
    (feed.folder.path / "1.root.json").write_bytes(b"{}")
    with pytest.raises(DoesNotHold):
        feed.publish(NOW, "coco.gg", "coco.fr")
    assert left.is_file()


def test_pruning_again_removes_nothing_more(feed: Feed) -> None:
    before = _files(feed)
    prune(feed.folder, LATER)
    assert _files(feed) == before


def test_what_was_out_a_moment_ago_can_be_read_however_many_releases_followed(hurried: Feed) -> None:
    for role in ("targets", "snapshot"):
        assert hurried.folder.versions(role) == [*range(1, NEWEST)]
    for serial in range(1, NEWEST):
        assert {_named_by(hurried, serial)[name] for name in contents.SAID} <= _files(hurried)


def test_a_file_that_cannot_be_removed_is_named(feed: Feed) -> None:
    stuck = feed.folder.path / target_path("names", "0" * 64)
    stuck.mkdir()
    with pytest.raises(FolderUnusable, match=f"{stuck.name} cannot be removed"):
        prune(feed.folder, NOW)


def test_a_feed_with_nothing_out_is_left_alone(tmp_path: Path) -> None:
    feed = found(tmp_path, NOW)
    before = _files(feed)
    prune(feed.folder, LATER)
    assert _files(feed) == before

"""A Release: signed, verified as a client would, out as a whole or not at all."""

import json
import os
import resource
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from feeds.release import keys, publishing, upkeep
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.release.json_files import BadFeedFile
from feeds.release.keys import KeysMissing
from feeds.release.snapshot import Snapshot
from feeds.release.verifying import DoesNotHold, verify
from tests.release.feeds_for_tests import HOMEPAGE, Feed, found, listed, snapshot

NOW = datetime.now(UTC)


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A founded feed, nothing out."""
    return found(tmp_path, NOW)


def test_a_release_holds_for_a_client(feed: Feed) -> None:
    outcome = feed.publish(NOW, "coco.gg", "coco.fr")
    verified = verify(feed.folder.path, feed.root)
    assert (outcome.serial, verified.serial) == (1, 1)
    assert [line.name for line in verified.values.names] == ["coco.fr", "coco.gg"]
    assert timedelta(hours=71) < verified.expires - NOW <= timedelta(hours=72)


def test_the_root_needs_two_of_three_keys(feed: Feed) -> None:
    root = json.loads(feed.root)["signed"]["roles"]["root"]
    assert (len(root["keyids"]), root["threshold"]) == (3, 2)


def test_the_serial_grows_and_only_with_a_change(feed: Feed) -> None:
    serials = [
        feed.publish(NOW, *names).serial for names in (["coco.gg"], ["coco.gg"], ["coco.gg", "coco.fr"], ["coco.gg"])
    ]
    assert serials == [1, 1, 2, 3]


def test_an_unchanged_file_keeps_its_digest(feed: Feed) -> None:
    first, second = feed.publish(NOW, "coco.gg"), feed.publish(NOW, "coco.fr")
    assert first.digests["helplines"] == second.digests["helplines"]
    assert first.digests["names"] != second.digests["names"]


def test_a_plan_says_what_would_change_and_writes_nothing(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    before = _content(feed.folder.path)
    outcome = publishing.plan(feed.folder, snapshot("coco.gg", "coco.fr"), NOW, homepage=HOMEPAGE).outcome
    assert (outcome.serial, outcome.changed, outcome.added, outcome.removed) == (2, True, 1, 0)
    assert _content(feed.folder.path) == before


def test_metadata_near_its_end_is_renewed_without_a_change(feed: Feed) -> None:
    with time_machine.travel(NOW - timedelta(days=200)):
        feed.publish(datetime.now(UTC), "coco.gg")
    assert upkeep.renewal_due(feed.folder, NOW)
    assert feed.publish(NOW, "coco.gg").serial == 2


def test_resigning_renews_the_timestamp_alone(feed: Feed) -> None:
    feed.publish(NOW - timedelta(hours=70), "coco.gg")
    upkeep.resign(feed.folder, feed.signers, NOW)
    verified = verify(feed.folder.path, feed.root)
    assert verified.serial == 1
    assert upkeep.sealed_for(feed.folder, NOW) == verified.expires - NOW > timedelta(hours=71)


def test_what_does_not_fit_the_schema_is_not_published(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    good = snapshot("coco.gg", "coco.fr")
    bad = Snapshot(good.names, {**good.sites, "sites": [{"slug": "x"}]}, good.helplines)
    with pytest.raises(BadFeedFile, match="sites"):
        feed.publish_these(bad, NOW)
    assert verify(feed.folder.path, feed.root).serial == 1


def test_a_name_without_a_dossier_is_not_published(feed: Feed) -> None:
    good = snapshot("coco.gg")
    with pytest.raises(BadFeedFile, match=r"coco\.fr is listed, and no dossier"):
        feed.publish_these(Snapshot([*good.names, listed("coco.fr")], good.sites, good.helplines), NOW)
    assert feed.folder.out() is None


def test_a_key_that_the_root_does_not_name_signs_nothing_that_goes_out(feed: Feed, tmp_path: Path) -> None:
    feed.publish(NOW, "coco.gg")
    stranger = Feed(feed.folder, keys.create(tmp_path / "other-keys", keys.ONLINE_ROLES))
    with pytest.raises(DoesNotHold):
        stranger.publish(NOW, "coco.fr")
    assert [line.name for line in verify(feed.folder.path, feed.root).values.names] == ["coco.gg"]


def test_a_run_that_died_before_the_timestamp_left_the_old_release_whole(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    old_pointer = feed.folder.read("timestamp.json")
    feed.publish(NOW, "coco.fr")
    feed.folder.write("timestamp.json", old_pointer)  # as if killed just before the switch
    assert [line.name for line in verify(feed.folder.path, feed.root).values.names] == ["coco.gg"]
    assert feed.publish(NOW, "coco.fr").serial == 3  # of what was written under 2, a cache may have a copy
    assert [line.name for line in verify(feed.folder.path, feed.root).values.names] == ["coco.fr"]


def test_a_damaged_folder_is_said_and_left_alone(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    (feed.folder.path / "1.targets.json").write_bytes(b"{")
    with pytest.raises(FolderUnusable, match=r"1\.targets\.json was damaged"):
        feed.publish(NOW, "coco.fr")


def test_a_folder_that_cannot_be_written_is_said(feed: Feed) -> None:
    (feed.folder.path / "targets").write_bytes(b"a file where a folder should be")
    with pytest.raises(FolderUnusable, match="cannot be written"):
        feed.publish(NOW, "coco.gg")


def test_no_half_written_file_is_left_behind(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    assert not list(feed.folder.path.rglob(".writing-*"))


def test_only_the_owner_can_read_a_private_key(feed: Feed, tmp_path: Path) -> None:
    files = [*(tmp_path / "keys").iterdir(), *(tmp_path / "root-keys").iterdir()]
    assert len(files) == 6
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize("content", [None, b"", b"not a key"])
def test_a_missing_or_broken_key_is_named_and_not_shown(tmp_path: Path, content: bytes | None) -> None:
    keys.create(tmp_path, keys.ONLINE_ROLES)
    (tmp_path / "targets.pem").unlink()
    if content is not None:
        (tmp_path / "targets.pem").write_bytes(content)
    with pytest.raises(KeysMissing, match=r"targets\.pem"):
        keys.load(tmp_path)


def test_founding_again_keeps_the_root(feed: Feed, tmp_path: Path) -> None:
    before = feed.root
    found(tmp_path, NOW + timedelta(days=1))
    assert feed.root == before


def _content(folder: Path) -> dict[str, bytes]:
    return {os.fspath(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_out_in_an_empty_folder(tmp_path: Path) -> None:
    assert FeedFolder(tmp_path).out() is None
    assert upkeep.sealed_for(FeedFolder(tmp_path), NOW) == timedelta(0)


def test_the_values_of_an_earlier_release_can_be_had_and_put_out_again(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    feed.publish(NOW, "coco.gg", "coco.fr")
    again = feed.publish_these(publishing.published(feed.folder, 1), NOW)
    assert (again.serial, again.added, again.removed) == (3, 0, 1)
    assert [line.name for line in verify(feed.folder.path, feed.root).values.names] == ["coco.gg"]


def test_a_release_that_is_not_kept_is_said(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    with pytest.raises(FolderUnusable, match=r"9\.targets\.json"):
        publishing.published(feed.folder, 9)


def test_a_full_disk_is_said_and_the_old_release_stays(feed: Feed) -> None:
    feed.publish(NOW, "coco.gg")
    child = os.fork()
    if child == 0:  # in a process of its own: the limit cannot be lifted again
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))  # no file may grow beyond this: the system says so
        try:
            feed.publish(NOW, *(f"coco{number}.gg" for number in range(1_000)))
        except FolderUnusable as refusal:
            os._exit(0 if "cannot be written" in str(refusal) else 2)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert [line.name for line in verify(feed.folder.path, feed.root).values.names] == ["coco.gg"]
    assert not list(feed.folder.path.rglob(".writing-*"))
    assert feed.publish(NOW, "coco.fr").serial == 2

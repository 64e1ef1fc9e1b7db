"""Whoever stood still in the middle of a Release does not take the feed back behind what was put out since."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.release import publishing, upkeep
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.release.publishing import Plan
from feeds.release.verifying import verify
from tests.release.feeds_for_tests import HOMEPAGE, Feed, found, snapshot

NOW = datetime.now(UTC)


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with one Release out."""
    founded = found(tmp_path, NOW)
    founded.publish(NOW, "coco.gg")
    return founded


def _plan(feed: Feed, *names: str) -> Plan:
    return publishing.plan(feed.folder, snapshot(*names), NOW, homepage=HOMEPAGE)


def _names(feed: Feed) -> tuple[int, list[str]]:
    out = verify(feed.folder.path, feed.root)
    return out.serial, [line.name for line in out.values.names]


def test_a_release_that_was_planned_before_another_went_out_does_not_go_out_over_it(feed: Feed) -> None:
    late = _plan(feed, "coco.gg", "late.chat")
    feed.publish(NOW, "coco.gg", "meanwhile.chat")
    with pytest.raises(FolderUnusable, match="was put out since"):
        publishing.put_out(feed.folder, late, feed.signers)
    assert _names(feed) == (2, ["meanwhile.chat", "coco.gg"])


def test_nor_over_a_timestamp_that_was_signed_since(feed: Feed) -> None:
    late = _plan(feed, "coco.gg", "late.chat")
    upkeep.resign(feed.folder, feed.signers, NOW)
    with pytest.raises(FolderUnusable, match="was put out since"):
        publishing.put_out(feed.folder, late, feed.signers)
    assert _names(feed) == (1, ["coco.gg"])


def test_only_one_moves_what_is_out_at_a_time(feed: Feed) -> None:
    plan = _plan(feed, "coco.gg", "next.chat")
    with FeedFolder(feed.folder.path).alone():
        with pytest.raises(FolderUnusable, match="Another process is moving"):
            publishing.put_out(feed.folder, plan, feed.signers)
        with pytest.raises(FolderUnusable, match="Another process is moving"):
            upkeep.resign(feed.folder, feed.signers, NOW)
    assert _names(feed) == (1, ["coco.gg"])
    publishing.put_out(feed.folder, plan, feed.signers)
    assert _names(feed)[0] == 2

"""A rotation that is killed between any two of its steps leaves a feed that holds, and running it again finishes it."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.release import keys
from feeds.release.keys.listing import named_keys, warnings
from feeds.release.keys.rotating import Rotation, rotate
from feeds.release.verifying import verify
from tests.release.key_rooms_for_tests import Founded, found, passphrase

NOW = datetime.now(UTC)
STEPS = {"os.rename", "os.remove"}  # what Python reports of a file that appears whole, or goes


@pytest.mark.parametrize("role", ["timestamp", "targets", "root-2"])
def test_a_kill_at_any_step_leaves_a_feed_that_holds(tmp_path: Path, role: str) -> None:
    original = found(tmp_path / "original", NOW)
    killed_at = 0
    for feed in _killed_at_each_step(original, role):
        killed_at += 1
        assert verify(feed.folder.path, original.root).serial in (1, 2)
        feed.resign(NOW)  # as the service does in the meantime, with the keys that it finds
        assert verify(feed.folder.path, original.root).serial in (1, 2)
        rotation = _rotate(feed, role)
        assert feed.publish(NOW, "coco.gg", "coco.fr") == verify(feed.folder.path, original.root).serial
        assert warnings(named_keys(feed.folder, feed.path / "keys", [feed.path / "root-keys"]), NOW) == []
        assert len(feed.root_signers()) == 3
        assert not [*feed.path.rglob("*.next.pem")]
        assert rotation.root_expires > NOW
    assert killed_at > 5


def test_two_kills_lose_no_root_key_while_the_third_is_far_away(tmp_path: Path) -> None:
    original = found(tmp_path / "original", NOW)
    (original.path / "root-keys" / "root-3.pem").unlink()
    for once in _killed_at_each_step(original, "root-2"):
        for twice in _killed_at_each_step(once, "root-2"):
            _rotate(twice, "root-2")
            _rotate(twice, "timestamp")
            assert len(keys.found_in(twice.path / "root-keys", passphrase)) == 2


def _rotate(feed: Founded, role: str) -> Rotation:
    """As the command does, with whichever root keys lie in the folder."""
    signers = keys.found_in(feed.path / "root-keys", passphrase)
    return rotate(replace(feed.room(()), root_signers=signers), [role], NOW)


def _killed_at_each_step(original: Founded, role: str) -> Iterator[Founded]:
    """The feed as each kill left it, until a run is not killed because it has no step left."""
    for step in range(1, 1000):
        feed = Founded(original.path.with_name(f"{original.path.name}-{step}"))
        shutil.copytree(original.path, feed.path)
        killed = _is_killed(feed, role, step)
        if killed:
            yield feed
        shutil.rmtree(feed.path)
        if not killed:
            return


def _is_killed(feed: Founded, role: str, step: int) -> bool:
    child = os.fork()
    if child == 0:
        try:
            _die_before(step)
            _rotate(feed, role)
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "the rotation itself failed"
    return status == signal.SIGKILL


def _die_before(step: int) -> None:
    done = 0

    def at(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if event in STEPS and "vigie-verify-" not in str(arguments[0]):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(at)

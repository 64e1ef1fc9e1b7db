"""Key life: clients that were installed long ago follow every change of keys, and no thief."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from feeds.release import keys
from feeds.release.folder import POINTER, FolderUnusable
from feeds.release.keys import KeysMissing, NotEnoughRootKeys
from feeds.release.keys.listing import named_keys, warnings
from feeds.release.keys.roots import newest
from feeds.release.keys.rotating import rotate
from feeds.release.verifying import verify
from tests.browser.feed_server import running
from tests.release.key_rooms_for_tests import (
    Client,
    Extension,
    Founded,
    PythonTuf,
    content,
    found,
)

NOW = datetime.now(UTC)


@pytest.fixture
def feed(tmp_path: Path) -> Founded:
    """A feed with one Release out."""
    return found(tmp_path, NOW)


@pytest.fixture(params=[PythonTuf, Extension])
def client(feed: Founded, request: pytest.FixtureRequest) -> Iterator[Client]:
    """A client that was shipped with the first root and has seen the first Release."""
    make: Callable[[Path, str, bytes], Client] = request.param
    with running(feed.folder.path) as server:
        client = make(feed.path / "kept", server.address, feed.root)
        assert client.look() == 1
        yield client


@pytest.mark.parametrize("role", [*keys.ONLINE_ROLES, *keys.ROOT_KEYS, "root"])
def test_a_client_follows_when_a_key_is_rotated(feed: Founded, client: Client, role: str) -> None:
    rotation = feed.rotate(NOW, role)
    assert client.look() == rotation.serial
    serial = feed.publish(NOW, "coco.gg", "coco.fr")
    assert serial == client.look() > 1


@pytest.mark.parametrize("role", [*keys.ONLINE_ROLES, "root-1", "root"])
def test_a_rotation_changes_no_file_that_caches_keep_for_ever(feed: Founded, role: str) -> None:
    before = content(feed.folder.path)
    feed.rotate(NOW, role)
    after = content(feed.folder.path)
    changed = {path.name for path in before if before[path] != after[path]}
    assert changed == ({"root.json"} if role.startswith("root") else {"root.json", POINTER})


def test_a_client_follows_rotations_that_it_did_not_look_between(feed: Founded, client: Client) -> None:
    for role in ("timestamp", "root-1", "targets", "root-2", "timestamp", "root-3", "snapshot"):
        feed.rotate(NOW, role)
    assert client.look() == feed.publish(NOW, "coco.gg")


def test_a_new_root_key_signs_from_then_on_and_the_old_one_no_more(feed: Founded, client: Client) -> None:
    old = feed.root_signers(["root-2"])
    feed.rotate(NOW, "root-2", by=["root-1", "root-3"])
    feed.rotate(NOW, "timestamp", by=["root-2", "root-3"])
    assert client.look() == 1
    with pytest.raises(NotEnoughRootKeys, match="2 of the 3 root keys; 1 of them can sign here"):
        rotate(replace(feed.room(), root_signers=[*old, *feed.root_signers(["root-1"])]), ["timestamp"], NOW)


@pytest.mark.parametrize("by", [("root-1", "root-2"), ("root-1", "root-3"), ("root-2", "root-3")])
def test_any_two_root_keys_suffice(feed: Founded, by: Sequence[str]) -> None:
    feed.rotate(NOW, "timestamp", "root-1", by=by)
    assert verify(feed.folder.path, feed.root).serial == 1


@pytest.mark.parametrize("role", ["timestamp", "root-1", "root"])
def test_one_root_key_does_not_suffice_and_changes_nothing(feed: Founded, role: str) -> None:
    before = content(feed.path)
    with pytest.raises(NotEnoughRootKeys, match="2 of the 3 root keys; 1 of them can sign here"):
        feed.rotate(NOW, role, by=["root-1"])
    assert content(feed.path) == before


@pytest.mark.parametrize("role", keys.ONLINE_ROLES)
def test_a_key_that_was_lost_is_replaced_without_it(feed: Founded, client: Client, role: str) -> None:
    (feed.path / "keys" / f"{role}.pem").unlink()
    feed.revoke(NOW, role)
    assert client.look() == feed.publish(NOW, "coco.gg")


def test_a_second_key_that_is_missing_is_said_before_anything_changes(feed: Founded) -> None:
    (feed.path / "keys" / "timestamp.pem").unlink()
    before = content(feed.path)
    with pytest.raises(KeysMissing, match=r"timestamp\.pem"):
        feed.rotate(NOW, "targets")
    assert content(feed.path) == before


def test_a_timestamp_that_ran_out_with_its_key_is_survived(feed: Founded) -> None:
    (feed.path / "keys" / "timestamp.pem").unlink()
    with time_machine.travel(NOW + timedelta(days=30)):
        feed.revoke(NOW + timedelta(days=30), "timestamp")
        assert verify(feed.folder.path, feed.root).serial == 1


def test_renewing_the_root_keeps_every_key_and_gives_it_two_years(feed: Founded) -> None:
    before, late = newest(feed.folder), NOW + timedelta(days=700)
    feed.rotate(late, "root")
    after = newest(feed.folder)
    assert (after.version, after.roles) == (2, before.roles)
    assert after.expires - late > timedelta(days=729)
    assert feed.folder.read("root.json") == feed.folder.read("2.root.json")


def test_a_root_that_ends_within_90_days_is_said(feed: Founded) -> None:
    listed = named_keys(feed.folder, feed.path / "keys", [feed.path / "root-keys"])
    ends = newest(feed.folder).expires
    assert warnings(listed, ends - timedelta(days=91)) == []
    assert warnings(listed, ends - timedelta(days=89)) == [
        f"The root ends on {ends:%Y-%m-%d}: renew it with `vigie keys rotate root`."
    ]


def test_every_key_is_listed_with_its_file(feed: Founded) -> None:
    (feed.path / "root-keys" / "root-2.pem").unlink()
    (feed.path / "keys" / "snapshot.pem").write_bytes((feed.path / "keys" / "targets.pem").read_bytes())
    listed = named_keys(feed.folder, feed.path / "keys", [feed.path / "root-keys"])
    here = {key.role: key.file is not None for key in listed}
    assert [role for role, is_here in here.items() if not is_here] == ["root-2", "snapshot"]
    assert [key.threshold for key in listed] == [2, 2, 2, 1, 1, 1]
    assert warnings(listed, NOW) == [
        "The snapshot key is not here: restore it, or run `vigie keys revoke snapshot`.",
    ]


def test_without_a_root_there_is_nothing_to_rotate(feed: Founded) -> None:
    room = feed.room()
    (feed.folder.path / "1.root.json").unlink()
    with pytest.raises(FolderUnusable, match="`vigie init` founds"):
        rotate(room, ["root"], NOW)

"""A thief of online keys: what clients believed is taken back, and nothing of it is believed again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from securesystemslib.signer import Signer

from feeds.release import keys, metadata
from feeds.release.folder import POINTER
from feeds.release.keys.resigning import resigned_with
from feeds.release.keys.rotating import taken_along
from tests.browser.feed_server import running
from tests.release.key_rooms_for_tests import Client, Extension, Founded, PythonTuf, Refused, content, found, put_back

NOW = datetime.now(UTC)
FAR_AHEAD = 10**9


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


@pytest.mark.parametrize("stolen", keys.ONLINE_ROLES)
def test_a_client_that_a_thief_led_far_ahead_comes_back_after_the_revocation(
    feed: Founded, client: Client, stolen: str
) -> None:
    whole = content(feed.folder.path)
    _lead_far_ahead(feed, resigned_with(stolen))
    client.look()
    put_back(feed.folder.path, whole)
    with pytest.raises(Refused):
        client.look()
    rotation = feed.revoke(NOW, stolen)
    assert client.look() == rotation.serial


@pytest.mark.parametrize("stolen", keys.ONLINE_ROLES)
def test_what_a_thief_signs_after_the_revocation_is_refused(feed: Founded, client: Client, stolen: str) -> None:
    loot = feed.online
    serial = feed.revoke(NOW, stolen).serial
    assert client.look() == serial
    whole = content(feed.folder.path)
    _lead_far_ahead(feed, resigned_with(stolen), loot)
    for somebody in (client, replace(client, kept=feed.path / "installed later")):
        with pytest.raises(Refused):
            somebody.look()
    put_back(feed.folder.path, whole)
    assert client.look() == serial


def test_a_revoked_role_takes_along_those_that_vouch_for_its_versions() -> None:
    assert taken_along(["targets"]) == ("targets", "snapshot", "timestamp")
    assert taken_along(["timestamp", "root-2"]) == ("timestamp", "root-2")


def _lead_far_ahead(feed: Founded, stolen: Sequence[str], loot: dict[str, Signer] | None = None) -> None:
    """What the thief of these keys can publish: versions that no honest one will reach."""
    out, signers = feed.folder.out(), loot or feed.online
    assert out is not None
    targets_version, snapshot_version, snapshot = out.serial, out.snapshot.version, out.snapshot_data
    targets = feed.folder.read(f"{out.serial}.targets.json")
    if "targets" in stolen:
        targets_version = FAR_AHEAD
        targets = metadata.targets_again(out.targets, FAR_AHEAD, signers["targets"], NOW)
        feed.folder.write(f"{FAR_AHEAD}.targets.json", targets)
    if "snapshot" in stolen:
        snapshot_version = FAR_AHEAD
        snapshot = metadata.snapshot(FAR_AHEAD, targets_version, targets, signers["snapshot"], NOW)
        feed.folder.write(f"{FAR_AHEAD}.snapshot.json", snapshot)
    feed.folder.write(POINTER, metadata.timestamp(FAR_AHEAD, snapshot_version, snapshot, signers["timestamp"], NOW))

"""What was seen once cannot be taken back: rollback of every role, and Releases mixed out of two."""

import pytest

from tests.attacks.device import Device
from tests.attacks.repository import Repository


@pytest.fixture
def old(repository: Repository, device: Device) -> dict[str, bytes]:
    """Release 1 as it was, on a device that has Release 2."""
    old = repository.kept_aside()
    repository.released(names=b"the names of release 2")
    assert device.refresh().kind == ""
    return old


def test_an_older_timestamp_is_refused(repository: Repository, device: Device, old: dict[str, bytes]) -> None:
    repository.files |= old
    assert device.refresh().kind == "rollback"
    assert device.kept() == {"root": 1, "timestamp": 2, "snapshot": 2, "targets": 2}


def test_an_older_timestamp_of_the_same_release_is_refused(repository: Repository, device: Device) -> None:
    older = repository.files["timestamp.json"]
    repository.stamped()
    assert device.refresh().kind == ""
    repository.files["timestamp.json"] = older
    assert device.refresh().kind == "rollback"
    assert device.kept()["timestamp"] == 2


def test_a_newer_timestamp_of_an_older_snapshot_is_refused(
    repository: Repository, device: Device, old: dict[str, bytes]
) -> None:
    repository.version["snapshot"] = 1
    repository.stamped()
    assert device.refresh().kind == "rollback"
    assert device.kept() == {"root": 1, "timestamp": 2, "snapshot": 2, "targets": 2}


def test_a_newer_snapshot_of_older_targets_is_refused(
    repository: Repository, device: Device, old: dict[str, bytes]
) -> None:
    repository.version["targets"] = 1
    repository.snapshotted()
    assert device.refresh().kind == "rollback"
    assert device.kept() == {"root": 1, "timestamp": 3, "snapshot": 2, "targets": 2}


def test_an_older_root_under_the_name_of_the_next_is_refused(repository: Repository, device: Device) -> None:
    repository.rooted()
    assert device.refresh().kind == ""
    repository.files["3.root.json"] = repository.files["1.root.json"]
    assert device.refresh().kind == "mismatch"
    assert device.kept()["root"] == 2


def test_a_server_that_forgets_its_newer_roots_gets_no_older_keys_believed(
    repository: Repository, device: Device
) -> None:
    old = repository.kept_aside()
    repository.rotated("timestamp", "snapshot", "targets")
    repository.released(names=b"the names of release 2")
    assert device.refresh().kind == ""
    repository.files.clear()
    repository.files.update(old)
    assert device.refresh().kind == "signature"
    assert device.kept() == {"root": 2, "timestamp": 2, "snapshot": 2, "targets": 2}


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_one_release_with_the_metadata_of_another_is_refused(
    repository: Repository, device: Device, old: dict[str, bytes], role: str
) -> None:
    repository.released(names=b"the names of release 3")
    repository.files[f"3.{role}.json"] = old[f"1.{role}.json"]
    assert device.refresh().kind in {"length", "mismatch"}
    assert device.kept()[role] == 2


def test_targets_signed_again_under_the_same_version_are_refused(repository: Repository, device: Device) -> None:
    repository.version["targets"] = 0
    good = repository.kept_aside()
    repository.released(names=b"other names, of the same number")
    repository.files |= {path: data for path, data in good.items() if path != "1.targets.json"}
    assert device.refresh().kind in {"length", "mismatch"}


def test_an_older_file_under_the_digest_of_the_newer_is_refused(
    repository: Repository, device: Device, old: dict[str, bytes]
) -> None:
    (older,) = (path for path in old if path.startswith("targets/"))
    (newer,) = (path for path in repository.files if path.startswith("targets/") and path != older)
    repository.files[newer] = repository.files[older]
    assert device.download("names").kind == "mismatch"
    assert list(device.targets.iterdir()) == []

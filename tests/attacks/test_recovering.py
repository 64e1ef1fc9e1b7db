"""A stolen key is survived: whoever held it pushed the versions far ahead, and a new root brings the feed back."""

import pytest

from tests.attacks.device import Device
from tests.attacks.repository import Repository

FAR = 2**52  # near the largest number that a reader counts to
THEFTS = [("timestamp",), ("timestamp", "snapshot"), ("timestamp", "snapshot", "targets")]


def _pushed_far_ahead(repository: Repository, stolen: tuple[str, ...]) -> None:
    repository.version |= dict.fromkeys(stolen, FAR)
    if "targets" in stolen:
        repository.released(names=b"the thief's names")
    elif "snapshot" in stolen:
        repository.snapshotted()
    else:
        repository.version["snapshot"] = FAR
        repository.stamped()


@pytest.mark.parametrize("stolen", THEFTS, ids=" and ".join)
def test_without_new_keys_a_feed_pushed_far_ahead_stays_there(
    repository: Repository, device: Device, stolen: tuple[str, ...]
) -> None:
    assert device.refresh().kind == ""
    honest = dict(repository.version)
    _pushed_far_ahead(repository, stolen)
    device.refresh()
    assert device.kept()["timestamp"] > FAR
    repository.version |= honest
    repository.released(names=b"the names of release 2")
    assert device.refresh().kind == "rollback"


@pytest.mark.parametrize("stolen", THEFTS, ids=" and ".join)
def test_new_keys_in_a_new_root_bring_the_feed_back(
    repository: Repository, device: Device, stolen: tuple[str, ...]
) -> None:
    assert device.refresh().kind == ""
    honest = dict(repository.version)
    _pushed_far_ahead(repository, stolen)
    device.refresh()
    repository.version |= honest
    repository.rotated(*stolen)
    repository.released(names=b"the names of release 2")
    assert device.download("names").kind == ""
    assert device.kept() == {"root": 2, "timestamp": 2, "snapshot": 2, "targets": 2}
    assert (device.targets / "names").read_bytes() == b"the names of release 2"


def test_the_thief_has_no_say_any_more(repository: Repository, device: Device) -> None:
    thief = repository.signers["timestamp"]
    repository.rotated("timestamp")
    repository.stamped()
    assert device.refresh().kind == ""
    repository.signers["timestamp"] = thief
    repository.version["timestamp"] = FAR
    repository.stamped()
    assert device.refresh().kind == "signature"
    assert device.kept()["timestamp"] == 2


def test_a_recovery_that_was_cut_short_after_the_new_root_is_finished_by_the_next_run(
    repository: Repository, device: Device
) -> None:
    _pushed_far_ahead(repository, ("timestamp", "snapshot"))
    assert device.refresh().kind == ""
    repository.version |= {"timestamp": 1, "snapshot": 1}
    repository.rotated("timestamp", "snapshot")
    repository.snapshotted()
    timestamp = repository.files.pop("timestamp.json")
    assert device.refresh().kind == "missing"
    assert device.kept()["root"] == 2
    repository.files["timestamp.json"] = timestamp
    assert device.refresh().kind == ""
    assert device.kept() == {"root": 2, "timestamp": 2, "snapshot": 2, "targets": 1}

"""Which root is believed: every step of the chain needs the keys before it and its own."""

from pathlib import Path

import pytest

from tests.attacks.device import Device
from tests.attacks.repository import Repository, founded, new_signers
from tests.attacks.server import Server


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (2, 2, ""),
        (3, 3, ""),
        (1, 3, "threshold"),
        (3, 1, "threshold"),
        (0, 3, "signature"),
        (3, 0, "signature"),
        (0, 0, "signature"),
    ],
)
def test_a_change_of_every_root_key_needs_two_old_and_two_new_signatures(
    repository: Repository, device: Device, old: int, new: int, kind: str
) -> None:
    before, repository.signers["root"] = repository.signers["root"], new_signers(3)
    repository.rooted(before[:old] + repository.signers["root"][:new])
    assert device.refresh().kind == kind
    assert device.kept()["root"] == (1 if kind else 2)


@pytest.mark.parametrize(("signatures", "kind"), [(2, ""), (1, "threshold")])
def test_the_same_keys_again_need_two_signatures(
    repository: Repository, device: Device, signatures: int, kind: str
) -> None:
    repository.rooted(repository.signers["root"][:signatures])
    assert device.refresh().kind == kind


def test_a_root_cannot_lower_the_threshold_for_itself(repository: Repository, device: Device) -> None:
    repository.threshold["root"] = 1
    repository.rooted(repository.signers["root"][:1])
    assert device.refresh().kind == "threshold"


def test_a_root_cannot_raise_the_threshold_above_its_own_signatures(repository: Repository, device: Device) -> None:
    repository.threshold["root"] = 3
    repository.rooted(repository.signers["root"][:2])
    assert device.refresh().kind == "threshold"


def test_several_roots_are_followed_in_one_run(repository: Repository, device: Device, server: Server) -> None:
    for _ in range(5):
        repository.rotated("root", "timestamp", "snapshot", "targets")
    repository.released(names=b"the names of release 2")
    assert device.refresh().kind == ""
    assert device.kept() == {"root": 6, "timestamp": 2, "snapshot": 2, "targets": 2}
    assert server.asked[:6] == [f"{version}.root.json" for version in range(2, 8)]


def test_a_gap_in_the_roots_is_not_jumped(repository: Repository, device: Device) -> None:
    repository.rooted()
    second = repository.files.pop("2.root.json")
    repository.rotated("timestamp")
    repository.stamped()
    assert device.refresh().kind == "signature"
    assert device.kept() == {"root": 1}
    repository.files["2.root.json"] = second
    assert device.refresh().kind == ""
    assert device.kept()["root"] == 3


def test_a_root_under_the_name_of_another_version_is_refused(repository: Repository, device: Device) -> None:
    repository.version["root"] = 2
    repository.rooted()
    repository.files["2.root.json"] = repository.files.pop("3.root.json")
    assert device.refresh().kind == "mismatch"
    assert device.kept() == {"root": 1}


def test_a_bad_root_after_good_ones_loses_none_of_them(repository: Repository, device: Device) -> None:
    repository.rotated("root")
    repository.rotated("root")
    repository.rooted(new_signers(3))
    assert device.refresh().kind == "signature"
    assert device.kept() == {"root": 3}


def test_a_server_without_its_roots_is_read_by_the_root_that_is_known(repository: Repository, device: Device) -> None:
    del repository.files["1.root.json"]
    assert device.refresh().kind == ""


def test_the_root_of_another_service_reads_nothing_here(server: Server, tmp_path: Path) -> None:
    stranger = Device(tmp_path / "stranger", founded().files["1.root.json"], server.address)
    assert stranger.refresh().kind == "signature"
    assert stranger.kept() == {"root": 1}


@pytest.mark.parametrize("root", [b"", b"{}", b"\x00\xff", b'{"signatures": [], "signed": {"_type": "root"}}'])
def test_what_is_no_root_reads_nothing_and_asks_nothing(server: Server, tmp_path: Path, root: bytes) -> None:
    assert Device(tmp_path / "misled", root, server.address).refresh().kind == "format"
    assert server.asked == []

"""Whose word counts, and how often: one key has one voice, in its own role, for what it signed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from securesystemslib.signer import SSlibKey
from tuf.api.metadata import MetaFile, Snapshot

from tests.attacks.device import Device
from tests.attacks.repository import ROLES, Repository, new_signers

ONLINE = ROLES[1:]


def _changed(repository: Repository, path: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a metadata file behind its signatures' back."""
    file = json.loads(repository.files[path])
    change(file)
    repository.files[path] = json.dumps(file).encode()


@pytest.mark.parametrize("role", ONLINE)
def test_metadata_that_a_stranger_signed_is_refused(repository: Repository, device: Device, role: str) -> None:
    repository.signers[role] = new_signers()
    repository.released(names=b"the stranger's names")
    assert device.refresh().kind == "signature"
    assert role not in device.kept()


@pytest.mark.parametrize("role", ONLINE)
def test_metadata_without_a_signature_is_refused(repository: Repository, device: Device, role: str) -> None:
    repository.signers[role] = []
    repository.released(names=b"nobody's names")
    assert device.refresh().kind == "signature"
    assert role not in device.kept()


@pytest.mark.parametrize("role", ONLINE)
def test_a_key_of_another_role_has_no_say(repository: Repository, device: Device, role: str) -> None:
    repository.signers[role] = repository.signers[ROLES[ROLES.index(role) - 1]]
    repository.released(names=b"names by another role's key")
    assert device.refresh().kind == "signature"


@pytest.mark.parametrize("role", ONLINE)
def test_below_its_threshold_a_role_says_nothing(repository: Repository, device: Device, role: str) -> None:
    repository.signers[role] = new_signers(3)
    repository.threshold[role] = 2
    repository.rooted()
    repository.released(names=b"names by three of two")
    assert device.refresh().kind == ""
    repository.signers[role] = repository.signers[role][:1]
    repository.released(names=b"names by one of two")
    assert device.refresh().kind == "threshold"
    assert device.kept()[role] == 2


def test_a_root_signed_twice_by_one_key_is_refused(repository: Repository, device: Device) -> None:
    repository.rooted(repository.signers["root"][:1])
    _changed(repository, "2.root.json", lambda file: file["signatures"].append(file["signatures"][0]))
    assert device.refresh().kind == "format"
    assert device.kept()["root"] == 1


@pytest.mark.parametrize("written", [str.lower, str.upper], ids=["the same letters", "capital letters"])
def test_one_key_under_two_ids_has_one_voice(
    repository: Repository, device: Device, written: Callable[[str], str]
) -> None:
    public = repository.signers["timestamp"][0].public_key.keyval["public"]
    repository.threshold["timestamp"] = 2
    root = repository.next_root()
    root.add_key(SSlibKey("other-id", "ed25519", "ed25519", {"public": written(public)}), "timestamp")
    repository.put("2.root.json", root)
    _changed(
        repository,
        "timestamp.json",
        lambda file: file["signatures"].append({**file["signatures"][0], "keyid": "other-id"}),
    )
    assert device.refresh().kind == "threshold"


def test_what_was_changed_after_it_was_signed_is_refused(repository: Repository, device: Device) -> None:
    _changed(repository, "timestamp.json", lambda file: file["signed"].update(version=2))
    assert device.refresh().kind == "signature"


def test_metadata_of_another_role_is_refused_though_the_right_key_signed_it(
    repository: Repository, device: Device
) -> None:
    disguised = Snapshot(expires=repository.expires["snapshot"], meta={"snapshot.json": MetaFile(1)})
    repository.put("timestamp.json", disguised, repository.signers["timestamp"])
    assert device.refresh().kind == "format"
    assert device.kept() == {"root": 1}

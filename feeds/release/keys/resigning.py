"""Signs what is out again, with new keys: the same files under new versions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from securesystemslib.signer import Signer

from feeds.release import metadata
from feeds.release.folder import POINTER, FeedFolder
from feeds.release.keys.files import ONLINE_ROLES
from feeds.release.verifying import verify


def resigned_with(role: str) -> Sequence[str]:
    """The roles that have to be signed again with this one: it, and those that say which version of it is out."""
    return ONLINE_ROLES[ONLINE_ROLES.index(role) :]


def resign_from(folder: FeedFolder, role: str, signers: Mapping[str, Signer], at: datetime, ahead: int = 1) -> None:
    """Sign `role` and what stands on it again, verify as a client would, then write it, the timestamp last.

    New targets metadata is a new serial with the files of the one before. No number that is there is written again.
    `ahead` is how far each version goes on: more than one where others may have gone out that this folder does not
    know. Nothing is out: nothing to do. Raises `FolderUnusable`, also while somebody else moves what is out, and
    `DoesNotHold`; what was out stays out then.
    """
    with folder.alone():
        _resign(folder, role, signers, at, ahead)


def _resign(folder: FeedFolder, role: str, signers: Mapping[str, Signer], at: datetime, ahead: int) -> None:
    out = folder.out()
    if out is None:
        return
    targets_version, targets = out.serial, folder.read(f"{out.serial}.targets.json")
    snapshot_version, snapshot = out.snapshot.version, out.snapshot_data
    anew: dict[str, bytes] = {}
    if role == "targets":
        targets_version = folder.newest(role) + ahead
        targets = metadata.targets_again(out.targets, targets_version, signers["targets"], at)
        anew[f"{targets_version}.targets.json"] = targets
    if role in ("targets", "snapshot"):
        snapshot_version = folder.newest("snapshot") + ahead
        snapshot = metadata.snapshot(snapshot_version, targets_version, targets, signers["snapshot"], at)
        anew[f"{snapshot_version}.snapshot.json"] = snapshot
    version = out.timestamp.version + ahead
    anew[POINTER] = metadata.timestamp(version, snapshot_version, snapshot, signers["timestamp"], at)
    verify(folder.path, folder.read("1.root.json"), instead=anew)
    for name, data in anew.items():
        folder.write(name, data)

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
    """Sign `role` and what stands on it again, verify as a client would, and move the timestamp last.

    New targets metadata is a new serial with the files of the one before. `ahead` is how far each version goes on: more
    than one where others may have gone out that this folder does not know. Nothing is out: nothing to do. Raises
    `FolderUnusable`, `DoesNotHold`; what was out stays out then.
    """
    out = folder.out()
    if out is None:
        return
    targets_version, targets = out.serial, folder.read(f"{out.serial}.targets.json")
    snapshot_version, snapshot = out.snapshot.version, out.snapshot_data
    if role == "targets":
        targets_version += ahead
        targets = metadata.targets_again(out.targets, targets_version, signers["targets"], at)
        folder.write(f"{targets_version}.targets.json", targets)
    if role in ("targets", "snapshot"):
        snapshot_version += ahead
        snapshot = metadata.snapshot(snapshot_version, targets_version, targets, signers["snapshot"], at)
        folder.write(f"{snapshot_version}.snapshot.json", snapshot)
    pointer = metadata.timestamp(out.timestamp.version + ahead, snapshot_version, snapshot, signers["timestamp"], at)
    verify(folder.path, folder.read("1.root.json"), instead={POINTER: pointer})
    folder.write(POINTER, pointer)

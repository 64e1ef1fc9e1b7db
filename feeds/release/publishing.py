"""Makes a Release and puts it out.

Order of writes, so that a reader or a kill at any moment finds the old Release or the new one: the files, the targets
metadata, the snapshot metadata; then everything is verified as a client would; then the timestamp, which makes it the
one that is out.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from securesystemslib.signer import Signer

from feeds.release import json_files, keys, metadata, names_file
from feeds.release.folder import POINTER, FeedFolder, Out, churn, target_path
from feeds.release.snapshot import ListedName, Snapshot
from feeds.release.verifying import verify


@dataclass(frozen=True, slots=True)
class Outcome:
    """The Release that is out after a run. `added` and `removed` count lines against the one before."""

    serial: int
    changed: bool
    names: int
    added: int
    removed: int
    digests: Mapping[str, str]


def found(folder: FeedFolder, root_signers: Mapping[str, Signer], online: Mapping[str, Signer], at: datetime) -> None:
    """Write the first root, unless there is one."""
    if not (folder.path / "1.root.json").exists():
        folder.write("1.root.json", metadata.root(root_signers, keys.ROOT_THRESHOLD, online, at))
    if not (folder.path / "root.json").exists():
        folder.write("root.json", folder.read("1.root.json"))


def publish(
    folder: FeedFolder, snapshot: Snapshot, signers: Mapping[str, Signer], at: datetime, *, dry_run: bool = False
) -> Outcome:
    """Put out a Release of these values, and return what is out.

    The same values as those that are out change nothing, unless the metadata is due for renewal. A `dry_run` writes
    nothing and says what would be out. Raises `FolderUnusable`, `DoesNotHold`, `BadFeedFile`; the Release before stays
    out then.
    """
    files = {
        "names": names_file.encode(snapshot.names),
        "sites": json_files.encode("sites", snapshot.sites),
        "helplines": json_files.encode("helplines", snapshot.helplines),
    }
    out = folder.out()
    outcome = _outcome(folder, out, list(snapshot.names), files, at)
    if outcome.changed and not dry_run:
        _put_out(folder, out, outcome, files, signers, at)
    return outcome


def resign(folder: FeedFolder, signers: Mapping[str, Signer], at: datetime) -> None:
    """Sign a new timestamp for the Release that is out. Raises `FolderUnusable`; nothing is out: nothing to do."""
    out = folder.out()
    if out is None:
        return
    folder.write(POINTER, _next_timestamp(out, out.snapshot.version, out.snapshot_data, signers, at))


def sealed_for(folder: FeedFolder, at: datetime) -> timedelta:
    """How long the timestamp that is out still holds; zero or less when it has expired or nothing is out."""
    out = folder.out()
    return out.timestamp.expires - at if out else timedelta(0)


def renewal_due(folder: FeedFolder, at: datetime) -> bool:
    """Whether what is out has to be released again, unchanged, because its metadata ends within half a year."""
    out = folder.out()
    return out is not None and _ends_soon(out, at)


def _ends_soon(out: Out, at: datetime) -> bool:
    return min(out.targets.expires, out.snapshot.expires) - at < metadata.RENEW_WITHIN


def _outcome(
    folder: FeedFolder, out: Out | None, names: list[ListedName], files: Mapping[str, bytes], at: datetime
) -> Outcome:
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    if out is None:
        return Outcome(1, True, len(names), len(names), 0, digests)
    before = {name: file.hashes["sha256"] for name, file in out.targets.targets.items()}
    changed = before != digests or _ends_soon(out, at)
    old = names_file.decode(folder.read(target_path("names", before["names"])))
    added, removed = churn(old, names)
    return Outcome(out.serial + changed, changed, len(names), added, removed, digests)


def _put_out(
    folder: FeedFolder,
    out: Out | None,
    outcome: Outcome,
    files: Mapping[str, bytes],
    signers: Mapping[str, Signer],
    at: datetime,
) -> None:
    for name, data in files.items():
        folder.write(target_path(name, outcome.digests[name]), data)
    custom = {"released": at.isoformat(timespec="seconds").replace("+00:00", "Z"), "count": outcome.names}
    targets = metadata.targets(outcome.serial, files, custom, signers["targets"], at)
    folder.write(f"{outcome.serial}.targets.json", targets)
    version = out.snapshot.version + 1 if out else 1
    snapshot = metadata.snapshot(version, outcome.serial, targets, signers["snapshot"], at)
    folder.write(f"{version}.snapshot.json", snapshot)
    pointer = _next_timestamp(out, version, snapshot, signers, at)
    verify(folder.path, folder.read("1.root.json"), instead={POINTER: pointer})
    folder.write(POINTER, pointer)


def _next_timestamp(
    out: Out | None, snapshot_version: int, snapshot: bytes, signers: Mapping[str, Signer], at: datetime
) -> bytes:
    version = out.timestamp.version + 1 if out else 1
    return metadata.timestamp(version, snapshot_version, snapshot, signers["timestamp"], at)

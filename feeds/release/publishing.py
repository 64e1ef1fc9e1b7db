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

from feeds.release import contents, keys, metadata, names_file
from feeds.release.folder import POINTER, FeedFolder, Out, churn, target_path
from feeds.release.snapshot import Edition, ListedName, Snapshot
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
    folder: FeedFolder,
    snapshot: Snapshot,
    signers: Mapping[str, Signer],
    at: datetime,
    *,
    homepage: str,
    dry_run: bool = False,
) -> Outcome:
    """Put out a Release of these values, and return what is out.

    The same values as those that are out change nothing, unless the metadata is due for renewal. A `dry_run` writes
    nothing and says what would be out. Raises `FolderUnusable`, `DoesNotHold`, `BadFeedFile`; the Release before stays
    out then.
    """
    said = contents.said(snapshot)
    out = folder.out()
    outcome = _outcome(folder, out, list(snapshot.names), said, at)
    if outcome.changed and not dry_run:
        edition = Edition(outcome.serial, at, outcome.names, homepage)
        _put_out(folder, out, edition, {**said, **contents.drawn(snapshot, edition)}, signers)
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
    folder: FeedFolder, out: Out | None, names: list[ListedName], said: Mapping[str, bytes], at: datetime
) -> Outcome:
    digests = {name: _digest(data) for name, data in said.items()}
    if out is None:
        return Outcome(1, True, len(names), len(names), 0, digests)
    before = {name: out.targets.targets[name].hashes["sha256"] for name in digests}
    changed = before != digests or _ends_soon(out, at)
    old = names_file.decode(folder.read(target_path("names", before["names"])))
    added, removed = churn(old, names)
    return Outcome(out.serial + changed, changed, len(names), added, removed, digests)


def _put_out(
    folder: FeedFolder,
    out: Out | None,
    edition: Edition,
    files: Mapping[str, bytes],
    signers: Mapping[str, Signer],
) -> None:
    for name, data in files.items():
        folder.write(target_path(name, _digest(data)), data)
    custom = {"released": edition.moment, "count": edition.names}
    targets = metadata.targets(edition.serial, files, custom, signers["targets"], edition.released)
    folder.write(f"{edition.serial}.targets.json", targets)
    version = out.snapshot.version + 1 if out else 1
    snapshot = metadata.snapshot(version, edition.serial, targets, signers["snapshot"], edition.released)
    folder.write(f"{version}.snapshot.json", snapshot)
    pointer = _next_timestamp(out, version, snapshot, signers, edition.released)
    verify(folder.path, folder.read("1.root.json"), instead={POINTER: pointer})
    folder.write(POINTER, pointer)


def _next_timestamp(
    out: Out | None, snapshot_version: int, snapshot: bytes, signers: Mapping[str, Signer], at: datetime
) -> bytes:
    version = out.timestamp.version + 1 if out else 1
    return metadata.timestamp(version, snapshot_version, snapshot, signers["timestamp"], at)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

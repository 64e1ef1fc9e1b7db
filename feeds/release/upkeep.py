"""Keeps the Release that is out fresh: its timestamp, its renewal, its compressed forms."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from securesystemslib.signer import Signer
from tuf.api.metadata import Metadata, Root

from feeds.release import metadata
from feeds.release.folder import POINTER, FeedFolder, Out


def resign(folder: FeedFolder, signers: Mapping[str, Signer], at: datetime) -> None:
    """Sign a new timestamp for the Release that is out. Raises `FolderUnusable`; nothing is out: nothing to do."""
    with folder.alone():
        out = folder.out()
        if out is not None:
            folder.write(POINTER, next_timestamp(out, out.snapshot.version, out.snapshot_data, signers, at))


def condense(folder: FeedFolder) -> None:
    """Replace the compressed forms of what is out by denser ones. Running it again changes nothing.

    Nothing signed changes; whoever reads meanwhile gets either form. Raises `FolderUnusable`.
    """
    out = folder.out()
    if out is None:
        return
    for name in out.targets.targets:
        folder.condense(out.path(name))


def is_to_condense(folder: FeedFolder) -> bool:
    """Whether a file of what is out lies plain until it is condensed. Raises `FolderUnusable`."""
    out = folder.out()
    return out is not None and any(folder.waits_for_forms(out.path(name)) for name in out.targets.targets)


def sealed_for(folder: FeedFolder, at: datetime) -> timedelta:
    """How long the timestamp that is out still holds; zero or less when it has expired or nothing is out."""
    out = folder.out()
    return out.timestamp.expires - at if out else timedelta(0)


def expiries(folder: FeedFolder) -> dict[str, datetime]:
    """When the signatures of what is out end, by role, the root's too; empty when nothing is out."""
    out = folder.out()
    if out is None:
        return {}
    root: Root = Metadata.from_bytes(folder.read("root.json")).signed
    each = {"root": root, "targets": out.targets, "snapshot": out.snapshot, "timestamp": out.timestamp}
    return {role: signed.expires for role, signed in each.items()}


def renewal_due(folder: FeedFolder, at: datetime) -> bool:
    """Whether what is out has to be released again, unchanged, because its metadata ends within half a year."""
    out = folder.out()
    return out is not None and ends_soon(out, at)


def ends_soon(out: Out, at: datetime) -> bool:
    """Whether the targets or snapshot metadata that are out end within half a year."""
    return min(out.targets.expires, out.snapshot.expires) - at < metadata.RENEW_WITHIN


def next_timestamp(
    out: Out | None, snapshot_version: int, snapshot: bytes, signers: Mapping[str, Signer], at: datetime
) -> bytes:
    """The timestamp that follows the one that is out, signed, for a version of the snapshot metadata."""
    version = out.timestamp.version + 1 if out else 1
    return metadata.timestamp(version, snapshot_version, snapshot, signers["timestamp"], at)

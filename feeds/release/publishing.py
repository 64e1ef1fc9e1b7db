"""Makes a Release and puts it out.

Order of writes, so that a reader or a kill at any moment finds the old Release or the new one: the files; then
everything is verified as a client would; then the targets metadata, the snapshot metadata, and the timestamp, which
makes it the one that is out.

No number is written twice: a cache keeps for good what it was given under a number, and that may be what a run wrote
that was cut short.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from securesystemslib.signer import Signer
from tuf.api.metadata import TargetFile

from feeds.release import checking, contents, deltas, difference, keys, metadata, names_file, pruning
from feeds.release.collecting import paused
from feeds.release.contents import Contents
from feeds.release.difference import DoesNotFit
from feeds.release.exports import changes_atom, names_csv
from feeds.release.exports.changes_atom import Before
from feeds.release.folder import POINTER, FeedFolder, FolderUnusable, Out, target_path
from feeds.release.json_files import BadFeedFile
from feeds.release.names_file import BadNamesFile, Row
from feeds.release.sealing import written
from feeds.release.snapshot import Amendment, Edition, Snapshot
from feeds.release.upkeep import ends_soon, next_timestamp
from feeds.release.verifying import verify
from feeds.review.seals import Head


@dataclass(frozen=True, slots=True)
class Outcome:
    """The Release that is out after a run, or would be. `added` and `removed` count lines against the one before.

    `held` is why it waits for a second sign-off; it is not out then.
    """

    serial: int
    changed: bool
    names: int
    added: int
    removed: int
    digests: Mapping[str, str]
    held: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A Release that could be put out: what it would be, what it would say, and what it would follow.

    `since` is what the Release before said, when this one is made of it.
    """

    outcome: Outcome
    edition: Edition
    contents: Contents
    out: Out | None
    before: Before
    since: Contents | None


class CannotAmend(ValueError):
    """The Release that is out cannot be amended; one of all values can be made. `str()` says why."""


def found(folder: FeedFolder, root_signers: Mapping[str, Signer], online: Mapping[str, Signer], at: datetime) -> None:
    """Write the first root, unless there is one."""
    if not (folder.path / "1.root.json").exists():
        folder.write("1.root.json", metadata.root(root_signers, keys.ROOT_THRESHOLD, online, at))
    if not (folder.path / "root.json").exists():
        folder.write("root.json", folder.read("1.root.json"))


@paused()
def plan(folder: FeedFolder, snapshot: Snapshot, at: datetime, *, homepage: str) -> Plan:
    """What a Release of these values would be, with nothing written.

    The same values as those that are out change nothing, unless the metadata is due for renewal. Raises
    `FolderUnusable`, `BadFeedFile`.
    """
    out = folder.out()
    rows = names_file.read_rows(folder.read(out.path("names"))) if out else []
    return _plan(folder, out, rows, contents.of(snapshot), at, homepage)


@paused()
def plan_amended(folder: FeedFolder, amendment: Amendment, at: datetime, *, homepage: str) -> Plan:
    """The same as `plan` of all values, worked out from the Release that is out: what is touched costs, not the rest.

    Raises `CannotAmend` where nothing is out, or what is out is damaged or by another version of this program;
    `FolderUnusable`, `BadFeedFile`.
    """
    out = folder.out()
    if out is None or not _is_complete(out):
        raise CannotAmend("There is no Release out that this version made.")
    try:
        said = {name: _as_signed(folder, out, name) for name in contents.SAID}
        before = contents.read(said, _as_signed(folder, out, names_csv.FILE))
    except (BadNamesFile, BadFeedFile, FolderUnusable) as reason:
        raise CannotAmend(str(reason)) from None
    try:
        after = contents.amended(before, amendment)
    except DoesNotFit as reason:
        raise CannotAmend(f"The Release that is out is not what is amended: {reason}.") from None
    return replace(_plan(folder, out, before.rows, after, at, homepage), since=before)


def _plan(
    folder: FeedFolder, out: Out | None, rows: Sequence[Row], after: Contents, at: datetime, homepage: str
) -> Plan:
    change = difference.between(rows, after.rows)
    changes = folder.read(out.path(changes_atom.FILE)) if out and changes_atom.FILE in out.targets.targets else b""
    before = Before(names_file.listed(change.gone), names_file.listed(change.came), changes)
    outcome = _outcome(out, folder.newest("targets"), before, len(after.rows), after.said, at)
    return Plan(outcome, Edition(outcome.serial, at, outcome.names, homepage), after, out, before, None)


@paused()
def put_out(folder: FeedFolder, plan: Plan, signers: Mapping[str, Signer], journal: Head | None = None) -> None:
    """Put a planned Release out, sealing the Journal up to its head; one that changes nothing writes nothing.

    Raises `FolderUnusable`, also when something else was put out since it was planned, and `DoesNotHold`; what is out
    stays out then.
    """
    if not plan.outcome.changed:
        return
    files = [_written(folder, name, data) for name, data in _files(folder, plan)]
    with folder.alone():
        if folder.out() != plan.out:
            raise FolderUnusable("Something else was put out since this release was planned; the next one is of both.")
        _move(folder, plan, files, signers, journal)
        pruning.prune(folder, plan.edition.released)


def _move(
    folder: FeedFolder, plan: Plan, files: Sequence[TargetFile], signers: Mapping[str, Signer], journal: Head | None
) -> None:
    """Write the metadata of a Release whose files are there, and let it be the one that is out."""
    edition, at = plan.edition, plan.edition.released
    custom = {"released": edition.moment, "count": edition.names, **(written(journal) if journal else {})}
    targets = metadata.targets(edition.serial, files, custom, signers["targets"], at)
    version = folder.newest("snapshot") + 1
    snapshot = metadata.snapshot(version, edition.serial, targets, signers["snapshot"], at)
    pointer = next_timestamp(plan.out, version, snapshot, signers, at)
    last = {f"{edition.serial}.targets.json": targets, f"{version}.snapshot.json": snapshot, POINTER: pointer}
    verify(folder.path, folder.read("1.root.json"), instead=last, since=plan.since)
    for name, data in last.items():
        folder.write(name, data)


def _files(folder: FeedFolder, plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Every file of a Release, one at a time: together they are many times as large as the names."""
    yield from plan.contents.said.items()
    yield from deltas.carried(folder, plan.edition.serial, plan.contents).items()
    yield from contents.drawn(plan.contents, plan.edition, plan.before)


def _written(folder: FeedFolder, name: str, data: bytes) -> TargetFile:
    file = TargetFile.from_data(name, data, ["sha256"])
    folder.write(target_path(name, file.hashes["sha256"]), data)
    return file


def published(folder: FeedFolder, serial: int) -> Snapshot:
    """The values of an earlier Release that is still in the folder. Raises `FolderUnusable`."""
    files = folder.targets(serial).targets
    said = {name: folder.read(target_path(name, files[name].hashes["sha256"])) for name in contents.SAID}
    return checking.values(said)


def _outcome(
    out: Out | None, newest: int, before: Before, names: int, said: Mapping[str, bytes], at: datetime
) -> Outcome:
    digests = {name: _digest(data) for name, data in said.items()}
    if out is None:
        return Outcome(newest + 1, True, names, names, 0, digests)
    signed = {name: out.targets.targets[name].hashes["sha256"] for name in digests}
    changed = signed != digests or not _is_complete(out) or ends_soon(out, at)
    serial = newest + 1 if changed else out.serial
    return Outcome(serial, changed, names, len(before.came), len(before.gone), digests)


def _is_complete(out: Out) -> bool:
    """Whether it has every format: a version before this one may have known fewer."""
    return out.targets.targets.keys() >= contents.DRAWN


def _as_signed(folder: FeedFolder, out: Out, name: str) -> bytes:
    """A file of the Release that is out. Raises `CannotAmend` when it was changed since."""
    data = folder.read(out.path(name))
    if _digest(data) != out.targets.targets[name].hashes["sha256"]:
        raise CannotAmend(f"The file {name} of the Release that is out is damaged.")
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

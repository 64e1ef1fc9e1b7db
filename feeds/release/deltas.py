"""Which deltas a Release carries: one from each earlier Release whose readers it can spare the whole names file.

The target `names.12.delta` leads from the names of the Release 12 to those of the Release that carries it. What it
leads to has the digest that is signed for `names`.

Only the oldest names file within reach is read row by row. From there each Release is followed by the delta that the
next one carries, and the way from each of them to the newest is put together of these steps.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tuf.api.metadata import Targets

from feeds.release import delta, difference, names_file
from feeds.release.contents import Contents
from feeds.release.difference import Difference
from feeds.release.folder import FeedFolder, FolderUnusable, target_path
from feeds.release.names_file import Row

REACH: Final = 32  # Releases back
NOTHING: Final[Difference[Row]] = Difference(frozenset(), frozenset())


def carried(folder: FeedFolder, serial: int, to: Contents) -> dict[str, bytes]:
    """The deltas that lead to the names of these contents, by the name of the target, for the Release `serial`.

    There is none from a Release that has the same names or is no longer whole in the folder, nor one as long as the
    names themselves: its readers take the whole file.
    """
    rows, change = to.rows, NOTHING
    found = {}
    for earlier, step in reversed(list(_steps(folder, serial, rows))):
        rows, change = step.undone().applied(rows), step.then(change)
        written = delta.write(rows, change)
        if change != NOTHING and len(written) < len(to.said["names"]):
            found[f"names.{earlier}.delta"] = written
    return found


@dataclass(frozen=True, slots=True)
class _Earlier:
    serial: int
    names: bytes
    rows: Sequence[Row]


def _steps(folder: FeedFolder, serial: int, rows: Sequence[Row]) -> Iterator[tuple[int, Difference[Row]]]:
    """From each earlier Release that is whole, the oldest first, to the next of them; from the last to these rows."""
    last: _Earlier | None = None
    for number in range(max(1, serial - REACH), serial):
        targets = _targets(folder, number)
        names = None if targets is None else _signed(folder, targets, "names")
        if targets is None or names is None:
            continue
        if last is None:
            last = _Earlier(number, names, names_file.read_rows(names))
            continue
        step = _step(last, names, _signed(folder, targets, f"names.{last.serial}.delta"))
        yield last.serial, step
        last = _Earlier(number, names, step.applied(last.rows))
    if last is not None:
        yield last.serial, difference.between(last.rows, rows)


def _step(last: _Earlier, names: bytes, carried_then: bytes | None) -> Difference[Row]:
    if names == last.names:
        return NOTHING
    if carried_then is None:
        return difference.between(last.rows, names_file.read_rows(names))
    return delta.read(last.rows, carried_then)


def _targets(folder: FeedFolder, serial: int) -> Targets | None:
    try:
        return folder.targets(serial)
    except FolderUnusable:
        return None


def _signed(folder: FeedFolder, targets: Targets, name: str) -> bytes | None:
    """A file of an earlier Release, or None when it is not there as it was signed."""
    if name not in targets.targets:
        return None
    digest = targets.targets[name].hashes["sha256"]
    try:
        data = folder.read(target_path(name, digest))
    except FolderUnusable:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None

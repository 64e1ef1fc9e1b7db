"""The published folder: what is out, and how a file gets there whole.

Every write goes to a temporary file beside its place, is forced to disk and renamed: a reader, or a machine that lost
power, finds the old file or the new one.
"""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Snapshot, Targets, Timestamp

from feeds.release import encodings

POINTER: Final = "timestamp.json"
CHANGES_IN_PLACE: Final = frozenset({POINTER, "root.json"})
_LOCK: Final = ".moving"
Role = TypeVar("Role", Timestamp, Snapshot, Targets)


class FolderUnusable(RuntimeError):
    """The feed folder cannot be read or written. `str()` is one sentence that says which file and why."""


@dataclass(frozen=True, slots=True)
class Out:
    """The metadata of what is out."""

    timestamp: Timestamp
    snapshot: Snapshot
    targets: Targets
    snapshot_data: bytes

    @property
    def serial(self) -> int:
        """The serial of the Release that is out."""
        return self.targets.version

    @property
    def names(self) -> int:
        """How many names it lists."""
        return int(self.targets.targets["names"].custom["count"])

    def path(self, name: str) -> str:
        """Where one of its files lies, by the name that its digest is signed under."""
        return target_path(name, self.targets.targets[name].hashes["sha256"])


class FeedFolder:
    """A folder that any web server may serve as `/feed/`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def out(self) -> Out | None:
        """What is out, or None when nothing was published yet. Raises `FolderUnusable`."""
        if not (self.path / POINTER).exists():
            return None
        timestamp: Timestamp = self._signed(POINTER)
        snapshot_file = f"{timestamp.snapshot_meta.version}.snapshot.json"
        snapshot: Snapshot = self._signed(snapshot_file)
        targets = self.targets(snapshot.meta["targets.json"].version)
        return Out(timestamp, snapshot, targets, self.read(snapshot_file))

    def serials(self) -> list[int]:
        """The Releases that are kept, oldest first."""
        return self.versions("targets")

    def versions(self, role: str) -> list[int]:
        """The versions that are there of a role's metadata, oldest first, whether they were put out or not."""
        found = (re.fullmatch(rf"([0-9]+)\.{role}\.json", path.name) for path in self.path.glob(f"*.{role}.json"))
        return sorted(int(name[1]) for name in found if name)

    def newest(self, role: str) -> int:
        """The last of these versions; 0 when there is none."""
        return max(self.versions(role), default=0)

    def targets(self, serial: int) -> Targets:
        """The targets metadata of one Release. Raises `FolderUnusable`, also when it is not kept any more."""
        targets: Targets = self._signed(f"{serial}.targets.json")
        return targets

    def read(self, name: str) -> bytes:
        """The bytes of one file, by its path under the feed. Raises `FolderUnusable`."""
        try:
            return (self.path / name).read_bytes()
        except OSError as reason:
            raise FolderUnusable(f"The feed's file {self.path / name} cannot be read: {reason.strerror}.") from None

    def write(self, name: str, data: bytes) -> None:
        """Put one file in place, whole, and its compressed forms before it. Raises `FolderUnusable`.

        A file that changes in place has none: two files cannot be moved at once.
        """
        place = self.path / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            if name not in CHANGES_IN_PLACE:
                _write_beside(place, data)
            _write_durably(place, data)
        except OSError as reason:
            raise FolderUnusable(f"The feed's file {place} cannot be written: {reason.strerror}.") from None

    def condense(self, name: str) -> None:
        """Replace the compressed forms of one file by denser ones, each as a whole. Raises `FolderUnusable`."""
        place, data = self.path / name, self.read(name)
        try:
            _put_forms(place, encodings.encode_densely(place.name, data))
        except OSError as reason:
            raise FolderUnusable(f"The feed's file {place} cannot be condensed: {reason.strerror}.") from None

    def waits_for_forms(self, name: str) -> bool:
        """Whether one file lies plain only because it is long: its compressed forms are made by `condense`."""
        place = self.path / name
        is_long = place.is_file() and place.stat().st_size > encodings.LISTS_PLAIN_FROM
        return is_long and not any(form.exists() for form in _forms(place).values())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Move the pointer in this block, and nobody else meanwhile. Raises `FolderUnusable` while somebody does.

        Who moves it has a lock in the database already, and loses it with the connection: a process that stood still
        and goes on must not move the feed back behind what another put out since. Once in here, look what is out.
        """
        lock = self._open_lock()
        try:
            self._take(lock)
            yield
        finally:
            os.close(lock)

    def _open_lock(self) -> int:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            return os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as reason:
            raise FolderUnusable(f"The feed's folder {self.path} cannot be written: {reason.strerror}.") from None

    def _take(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderUnusable(f"Another process is moving what is out in {self.path}.") from None
        except OSError as reason:
            raise FolderUnusable(f"The feed's folder {self.path} cannot be locked: {reason.strerror}.") from None

    def _signed(self, name: str) -> Any:
        try:
            return Metadata.from_bytes(self.read(name)).signed
        except RepositoryError as reason:
            raise FolderUnusable(f"The feed's file {self.path / name} was damaged: {reason}.") from None


def target_path(name: str, sha256: str) -> str:
    """Where a target lies under the feed (TUF consistent snapshots)."""
    return f"targets/{sha256}.{name}"


def _write_beside(place: Path, data: bytes) -> None:
    if all(form.exists() for form in _forms(place).values()) and place.exists() and place.read_bytes() == data:
        return
    _put_forms(place, encodings.encode(place.name, data))


def _put_forms(place: Path, forms: Mapping[str, bytes]) -> None:
    for suffix, form in _forms(place).items():
        if suffix not in forms:
            form.unlink(missing_ok=True)
        elif not form.exists() or form.read_bytes() != forms[suffix]:
            _write_durably(form, forms[suffix])


def _forms(place: Path) -> dict[str, Path]:
    """Where the compressed forms of a file lie, by suffix."""
    return {suffix: place.with_name(place.name + suffix) for suffix in encodings.SUFFIXES}


def _write_durably(place: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        _date_after(place, Path(temporary))
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _date_after(place: Path, written: Path) -> None:
    # Web servers tell the versions of a file apart by the second in which it changed; two may fall into one.
    if place.exists() and written.stat().st_mtime < (next_second := int(place.stat().st_mtime) + 1):
        os.utime(written, (next_second, next_second))

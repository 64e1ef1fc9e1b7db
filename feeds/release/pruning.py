"""What the folder no longer needs, once a new Release is out.

Rules
- The newest Releases stay whole: a reader that began before the switch finds every file it was promised.
- Of older ones, as far back as deltas and rollbacks reach, the files that all others are made from stay: what the
  Release said, and the delta from the one before it.
- What was out in the last ten minutes stays as these do, however many Releases that is: a cache may hand out a
  timestamp for five minutes, and then a reader needs some to finish.
- Roots stay for good: a reader follows them one by one. What is not ours by its name is not touched.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from feeds.release import contents, encodings
from feeds.release.deltas import REACH
from feeds.release.folder import FeedFolder, FolderUnusable, target_path

WHOLE: Final = 5  # Releases, with all their files
HANDED_OUT: Final = timedelta(minutes=10)
METADATA: Final = re.compile(r"([0-9]+)\.(targets|snapshot)\.json")
TARGET: Final = re.compile(r"[0-9a-f]{64}\..+")


def prune(folder: FeedFolder, at: datetime) -> None:
    """Remove what nobody asks for any more who reads the feed at this moment. Raises `FolderUnusable`."""
    out = folder.out()
    if out is None:
        return
    newest = {"targets": out.serial, "snapshot": out.snapshot.version}
    oldest = {role: min(last - REACH, _handed_out(folder, role, at)) for role, last in newest.items()}
    kept = [serial for serial in folder.serials() if oldest["targets"] <= serial <= out.serial]
    needed = {path for serial in kept for path in _needed(folder, serial, out.serial)}
    for file in [*_outdated(folder.path, oldest), *_unneeded(folder.path, needed)]:
        try:
            file.unlink(missing_ok=True)
        except OSError as reason:
            raise FolderUnusable(f"The feed's file {file} cannot be removed: {reason.strerror}.") from None


def _handed_out(folder: FeedFolder, role: str, at: datetime) -> int:
    """The oldest version that a timestamp may still lead to: the one that was out when the time began that counts."""
    since = (at - HANDED_OUT).timestamp()
    written = {version: (folder.path / f"{version}.{role}.json").stat().st_mtime for version in folder.versions(role)}
    return max((version for version, when in written.items() if when <= since), default=min(written))


def _needed(folder: FeedFolder, serial: int, newest: int) -> Iterator[str]:
    try:
        files = folder.targets(serial).targets
    except FolderUnusable:
        return  # it cannot be read, by nobody
    for name, file in files.items():
        if name in contents.SAID or serial > newest - WHOLE or name == f"names.{serial - 1}.delta":
            yield target_path(name, file.hashes["sha256"])


def _outdated(path: Path, oldest: dict[str, int]) -> Iterator[Path]:
    for file in path.iterdir():
        version = METADATA.fullmatch(_plain(file.name))
        if version and int(version[1]) < oldest[version[2]]:
            yield file


def _unneeded(path: Path, needed: set[str]) -> Iterator[Path]:
    for file in (path / "targets").iterdir():
        if TARGET.fullmatch(file.name) and not {f"targets/{file.name}", f"targets/{_plain(file.name)}"} & needed:
            yield file


def _plain(name: str) -> str:
    """The name of the file that a compressed form lies beside."""
    for suffix in encodings.SUFFIXES:
        name = name.removesuffix(suffix)
    return name

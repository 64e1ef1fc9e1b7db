"""What the folder no longer needs, once a new Release is out.

Rules
- The newest Releases stay whole: a reader that began before the switch finds every file it was promised.
- Of older ones, as far back as deltas and rollbacks reach, the files that all others are made from stay: what the
  Release said, and the delta from the one before it.
- Roots stay for good: a reader follows them one by one. What is not ours by its name is not touched.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from feeds.release import contents, encodings
from feeds.release.deltas import REACH
from feeds.release.folder import FeedFolder, FolderUnusable, target_path

WHOLE: Final = 5  # Releases, with all their files
METADATA: Final = re.compile(r"([0-9]+)\.(targets|snapshot)\.json")
TARGET: Final = re.compile(r"[0-9a-f]{64}\..+")


def prune(folder: FeedFolder) -> None:
    """Remove what no reader of the Release that is out can ask for. Raises `FolderUnusable`."""
    out = folder.out()
    if out is None:
        return
    oldest = {"targets": out.serial - REACH, "snapshot": out.snapshot.version - REACH}
    needed = {
        path for serial in range(oldest["targets"], out.serial + 1) for path in _needed(folder, serial, out.serial)
    }
    for file in [*_outdated(folder.path, oldest), *_unneeded(folder.path, needed)]:
        try:
            file.unlink(missing_ok=True)
        except OSError as reason:
            raise FolderUnusable(f"The feed's file {file} cannot be removed: {reason.strerror}.") from None


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

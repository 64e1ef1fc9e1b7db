"""A small disk of our own under an installation's data: an ext4 in a file, which can be full, broken and mended."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.browser.waiting import until
from tests.chaos.processes import House

MEBIBYTES: Final = 32
_FULL: Final = 28  # ENOSPC


class Disk:
    """A mounted file system. Made by `disk`."""

    def __init__(self, image: Path, place: Path) -> None:
        self._image, self._place = image, place
        self._filler = place / "filler"

    def fill(self) -> None:
        """Leave not a byte to anybody."""
        with self._filler.open("wb") as filler:
            try:
                while True:
                    os.write(filler.fileno(), bytes(4096))
            except OSError as reason:
                assert reason.errno == _FULL, reason

    def empty(self) -> None:
        """Take away again what `fill` wrote."""
        self._filler.unlink()

    def fail(self) -> None:
        """Behave as after an error of the hardware: whatever is open stays open, and nothing is written any more."""
        _run("mount", "-o", "remount,abort", str(self._place))

    def mend(self) -> None:
        """Check and mount it again, as an operator does. Nobody may have a file open in it."""
        self.unmount()
        checked = subprocess.run(["fsck.ext4", "-p", "-f", str(self._image)], capture_output=True, check=False)
        assert checked.returncode in {0, 1}, checked.stdout  # 1: errors were corrected
        self.mount()

    def mount(self) -> None:
        """Have it in place."""
        _run("mount", "-o", "loop", str(self._image), str(self._place))

    def unmount(self) -> None:
        """Let go of it, once the last process has."""
        until("disk that nobody uses", lambda: _try("umount", str(self._place)))


@contextmanager
def disk(made: House, place: Path) -> Iterator[Disk]:
    """Move what lies in a folder onto a disk of its own, which is mounted there until the block ends.

    The processes of the house are killed then. Skips the test where mounting is not allowed.
    """
    image, aside = place.with_name(f"{place.name}.ext4"), place.with_name(f"{place.name}.aside")
    with image.open("wb") as file:
        file.truncate(MEBIBYTES << 20)
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
    place.rename(aside)
    place.mkdir()
    own = Disk(image, place)
    if not _try("mount", "-o", "loop", str(image), str(place)):
        pytest.skip("needs root, and a kernel with loop devices, for a disk of its own")
    try:
        shutil.copytree(aside, place, dirs_exist_ok=True)
        _run("sync", "--file-system", str(place))  # what lay there before was on the disk, not on its way
        yield own
    finally:
        for running in made.started:
            running.kill()
        own.unmount()


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


def _try(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0

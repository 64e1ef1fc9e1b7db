"""What processes hold while they run: memory and open files, from /proc."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

PAGE: Final = os.sysconf("SC_PAGE_SIZE")
Samples = list[tuple[float, float]]


class Sampler(threading.Thread):
    """Looks at groups of processes every so many seconds, until the block ends.

    `groups` says at each look which processes a group has. `memory` is in MB (resident, shared pages counted in each
    process), `files` in open descriptors; each is (seconds since the beginning, figure), by group.
    """

    def __init__(self, groups: Mapping[str, Callable[[], Iterable[int]]], seconds: float) -> None:
        super().__init__(daemon=True)
        self._groups, self._seconds = groups, seconds
        self._ended = threading.Event()
        self.memory: dict[str, Samples] = {name: [] for name in groups}
        self.files: dict[str, Samples] = {name: [] for name in groups}

    def run(self) -> None:
        """Look until it is told to end."""
        began = time.monotonic()
        while not self._ended.wait(self._seconds):
            for name, processes in self._groups.items():
                held = [_held(pid) for pid in processes()]
                at = time.monotonic() - began
                self.memory[name].append((at, sum(memory for memory, _ in held) / 1e6))
                self.files[name].append((at, float(sum(files for _, files in held))))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()


def children(pid: int) -> list[int]:
    """The processes that a process started and that run."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _held(pid: int) -> tuple[int, int]:
    """Bytes of memory and number of open files; none of a process that has ended."""
    with suppress(OSError):
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        return resident, sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    return 0, 0

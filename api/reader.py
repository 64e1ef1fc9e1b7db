"""A stranger's page is read in a process of its own, so that a hostile one costs seconds and no more.

The parser under us takes time that grows with the square of a tag's attributes: one page of a megabyte held it for
220 s (measured). Only a process can be stopped in the middle of that.
"""

import multiprocessing
import resource
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Final, Self

from feeds.intake import Reading, Unreadable, read

SECONDS: Final = 30.0
MOST_MEMORY: Final = 2 * 1024**3  # bytes of address space

_SPAWNED: Final = multiprocessing.get_context("spawn")  # a fork would copy the locks of the service's threads


class Reader:
    """Reads articles one after another, in a process that ends with the block.

    `seconds` is how long one article may take; the process of one that takes longer is killed, and the next article
    gets a new one.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, data: bytes, *, source: str, today: date) -> Reading:
        """Read as `feeds.intake.read` does. Raises `Unreadable` for what takes too long or too much memory as well."""
        self._line.send((data, source, today))
        try:
            answer = self._line.recv() if self._line.poll(self._seconds) else None
        except EOFError:
            answer = None
        if isinstance(answer, Reading):
            return answer
        if isinstance(answer, Unreadable):
            raise answer
        self._end()
        self._begin()
        raise Unreadable(f"Reading this took more than {self._seconds:g} seconds or 2 gigabytes, and was given up.")

    def _begin(self) -> None:
        self._line, far_end = _SPAWNED.Pipe()
        self._process = _SPAWNED.Process(target=_answer, args=(far_end,), daemon=True)
        self._process.start()
        far_end.close()
        self._line.recv()  # it is ready: what it takes to start is no article's time

    def _end(self) -> None:
        self._line.close()
        self._process.kill()
        self._process.join()


def _answer(line: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    line.send("ready")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            data, source, today = line.recv()
            try:
                line.send(read(data, source=source, today=today))
            except Unreadable as reason:
                line.send(reason)

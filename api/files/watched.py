"""A mapping of files that is loaded anew when one of them, the pointer, was replaced."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import structlog

from api.files.file import File

Load = Callable[[], Mapping[str, File]]

log: Final = structlog.get_logger()


class Watched:
    """Files that another process may replace; it moves the pointer last.

    One `stat` a question costs less than any signal between processes, and needs none.
    """

    def __init__(self, pointer: Path, load: Load) -> None:
        self._pointer, self._load = os.fspath(pointer), load  # text: a Path would be turned into it at each question
        self._files: Mapping[str, File] = {}
        self._seen: tuple[int, int] | None = None

    def files(self) -> Mapping[str, File]:
        """The files by name, as they are now; none while there is no pointer. What cannot be read changes nothing."""
        try:
            status = os.stat(self._pointer)  # noqa: PTH116
        except OSError:
            self._files, self._seen = {}, None
            return self._files
        now = (status.st_mtime_ns, status.st_ino)
        if now != self._seen:
            self._reload(now)
        return self._files

    def _reload(self, now: tuple[int, int]) -> None:
        try:
            self._files, self._seen = self._load(), now
        except OSError as reason:
            log.warning("files not readable", pointer=self._pointer, reason=str(reason))

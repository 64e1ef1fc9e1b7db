"""Serves the published folder from memory, as a raw application.

The folder is the truth and may be written by another process: every request looks at the timestamp's file, and a
change brings in the new files. Only what a listing of the folder found can be asked for, so no path leads out of it.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from api.files import AT_ONCE, FOREVER, NOT_KEPT, File, FilesApp, Watched, read
from feeds.release.encodings import SUFFIXES
from feeds.release.folder import CHANGES_IN_PLACE, POINTER

PUBLISHED: Final = re.compile(
    r"timestamp\.json|root\.json|[0-9]+\.(root|snapshot|targets)\.json|targets/[0-9a-f]{64}\.[a-z0-9][a-z0-9.-]*"
)
ROOT: Final = re.compile(r"[0-9]+\.root\.json")
Written = tuple[tuple[int, int], ...]
# By the end of the name; everything else is bytes that only our own readers understand.
KINDS: Final = {
    ".json": "application/json",
    ".sites": "application/json",
    ".helplines": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".conf": "text/plain; charset=utf-8",
    ".zone": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".atom": "application/atom+xml",
}


class FeedApp(FilesApp):
    """The files of one feed folder, under the names they have in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Written, File]] = {}
        files = Watched(folder / POINTER, self._load).files
        super().__init__(files, b"There is no such file in the feed.\n", "/feed", _absence)

    def _load(self) -> Mapping[str, File]:
        found = (path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file())
        names = [name for name in found if PUBLISHED.fullmatch(name) and not name.endswith(SUFFIXES)]
        known = {}
        for name in names:
            # What went since it was listed, a Release took away: nothing that is out leads to it.
            with suppress(FileNotFoundError):
                known[name] = self._read(name)
        self._known = known
        return {name: file for name, (_, file) in known.items()}

    def _read(self, name: str) -> tuple[Written, File]:
        path = self._folder / name
        written = _written(path)
        known = self._known.get(name)
        if known is not None and known[0] == written:
            return known
        return written, read(path, kind=kind_of(name), caching=AT_ONCE if name in CHANGES_IN_PLACE else FOREVER)


def _absence(name: str) -> str:
    # Every reader asks for the root after its own at each look, and there is none for years: a cache may say so.
    return AT_ONCE if ROOT.fullmatch(name) else NOT_KEPT


def _written(path: Path) -> Written:
    # A release that was cut short may write a file again under its name, and smaller forms may replace those that lie
    # beside it: the name alone says nothing.
    lies = [path, *(form for suffix in SUFFIXES if (form := path.with_name(path.name + suffix)).exists())]
    return tuple((status.st_mtime_ns, status.st_ino) for status in (place.stat() for place in lies))


def kind_of(name: str) -> str:
    """The media type of a file of the feed."""
    return KINDS.get(Path(name).suffix, "application/octet-stream")

"""Style sheets, the mark and scripts, under addresses that change when one of them does.

Rules
- `/static/<version>/site.css` may be kept for a year. The version is a digest over all files, so a script that imports
  another by a relative address gets the one that it was written with.
- Without a version, or under one of before, the file of today is answered, to be kept for five minutes: a page that a
  cache still has finds what it asks for, and no cache keeps it for something that it is not.
"""

import hashlib
import os
import re
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

OURS: Final = Path(__file__).with_name("static")
READER: Final = Path(__file__).parents[1] / "extension" / "src"
"""The extension's own reader of the feed, as `src/`: what a page says is what the extension does. Where it was left
out, the page answers what is sent to it."""
FOR_GOOD: Final = "public, max-age=31536000, immutable"
FOR_NOW: Final = "public, max-age=300"
_VERSION: Final = re.compile(r"[0-9a-f]{12}")


def _version() -> str:
    digest = hashlib.sha256()
    for folder in (OURS, READER):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


VERSION: Final = _version()


def address(name: str) -> str:
    """Where a page finds a file: `site.css` is at `/static/<version>/site.css`. Raises `FileNotFoundError`."""
    if not (OURS / name).is_file():
        raise FileNotFoundError(name)
    return f"/static/{VERSION}/{name}"


class Assets(StaticFiles):
    """The files of `OURS`, and `READER`'s below `src/`."""

    def __init__(self) -> None:
        super().__init__(directory=OURS)
        self._reader = StaticFiles(directory=READER, check_dir=False)

    def get_path(self, scope: Scope) -> str:
        """The file that is asked for, without the version."""
        first, _, rest = super().get_path(scope).partition(os.sep)
        return rest if _VERSION.fullmatch(first) else os.path.join(first, rest)  # noqa: PTH118 (as its parent does)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where a file lies, and what is known of it."""
        folder, _, rest = path.partition(os.sep)
        return self._reader.lookup_path(rest) if folder == "src" else super().lookup_path(path)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, or that it did not change."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        is_current = super().get_path(scope).startswith(VERSION + os.sep)
        answer.headers["Cache-Control"] = FOR_GOOD if is_current else FOR_NOW
        return answer

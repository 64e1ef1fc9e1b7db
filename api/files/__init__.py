"""Serves files from memory: `GET` and `HEAD`, compressed as the client likes, by condition or by range.

    app = FilesApp(Watched(pointer, load).files, missing=b"There is no such file.\n", root="/files")

Rules
- A name is looked up, never joined to a path: what is not in the mapping cannot be asked for.
- A file lies plain, and where that helps also as `.br` and `.gz` beside itself. Each of these is a representation with
  an entity tag of its own, over its own bytes: a range or a condition always speaks of one of them.
- docs/nginx/vigie.conf promises the same answers; tests/serving compares the two.
"""

from api.files.app import FilesApp
from api.files.file import AT_ONCE, FOREVER, NOT_KEPT, File, read
from api.files.watched import Watched

__all__ = ["AT_ONCE", "FOREVER", "NOT_KEPT", "File", "FilesApp", "Watched", "read"]

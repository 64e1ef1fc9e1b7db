"""The application. Nearly all of a feed's requests end here: the figures are in decision 0015.

It answers over RSGI, which is what granian speaks itself and a third faster on small answers; and over ASGI, for
whatever else runs it.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from granian.rsgi import HTTPProtocol  # type: ignore[attr-defined]  # it does not say that it exports
from granian.rsgi import Scope as RsgiScope

from api.files import ranges
from api.files.codings import choose
from api.files.conditions import unchanged
from api.files.file import EVERYWHERE, NOT_KEPT, Asked, File, Headers, Representation

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Answer = tuple[int, Headers, bytes]


class FilesApp:
    """`GET` and `HEAD` of files by name. The name is the path, without the `root` that it may begin with.

    `files` is asked at each request, and must cost next to nothing; `missing` is the text of a 404, `absence` for how
    long a cache may say so of a name (`Cache-Control`).
    """

    def __init__(
        self,
        files: Callable[[], Mapping[str, File]],
        missing: bytes,
        root: str,
        absence: Callable[[str], str] = lambda name: NOT_KEPT,
    ) -> None:
        self._files, self._missing, self._root, self._absence = files, missing, root, absence

    def rsgi(self, scope: RsgiScope, protocol: HTTPProtocol) -> None:
        """Answer at once; nothing is waited for."""
        status, headers, body = self._answer(scope.method, scope.path, scope.headers)
        if body:
            protocol.response_bytes(status, headers, body)
        else:
            protocol.response_empty(status, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        status, headers, body = self._answer(scope["method"], scope["path"], asked)
        raw = [(name.encode(), value.encode()) for name, value in headers]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, method: str, path: str, asked: Asked) -> Answer:
        if method == "GET":
            return self._found(path, asked)
        if method == "HEAD":
            status, headers, _ = self._found(path, asked, whole=True)
            return status, headers, b""
        return _said(405, b"This is only read.\n", [("allow", "GET, HEAD")])

    def _found(self, path: str, asked: Asked, *, whole: bool = False) -> Answer:
        name = path.removeprefix(self._root).removeprefix("/")
        file = self._files().get(name)
        if file is None:
            return _said(404, self._missing, [("cache-control", self._absence(name))])
        stored = choose(file, asked)
        if unchanged(asked, stored):
            return 304, stored.unchanged, b""
        if not whole and stored is file.plain and "range" in asked:
            return _part(asked, stored)
        return 200, stored.found, stored.body


def _part(asked: Asked, stored: Representation) -> Answer:
    whole = len(stored.body)
    try:
        part = ranges.part(asked, stored)
    except ranges.CannotBeSatisfied:
        return _said(416, b"There is no such part of this file.\n", [("content-range", f"bytes */{whole}")])
    if part is None:
        return 200, stored.found, stored.body
    body = stored.body[part]
    where = ("content-range", f"bytes {part.start}-{part.stop - 1}/{whole}")
    return 206, [*stored.part, where, _length(body)], body


def _said(status: int, text: bytes, headers: Headers) -> Answer:
    return status, [("content-type", "text/plain"), _length(text), *headers, *EVERYWHERE], text


def _length(body: bytes) -> tuple[str, str]:
    return "content-length", str(len(body))

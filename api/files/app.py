"""The ASGI application. Raw, since nearly all of a feed's requests end here: the figures are in decision 0011."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from api.files import ranges
from api.files.codings import choose
from api.files.conditions import unchanged
from api.files.file import EVERYWHERE, File, Headers, Representation

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Answer = tuple[int, Headers, bytes]


class FilesApp:
    """`GET` and `HEAD` of files by name. The name is the path, relative to where the app is mounted (`root_path`).

    `files` is asked at each request, and must cost next to nothing; `missing` is the text of a 404.
    """

    def __init__(self, files: Callable[[], Mapping[str, File]], missing: bytes) -> None:
        self._files, self._missing = files, missing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, headers, body = self._answer(scope)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _answer(self, scope: Scope) -> Answer:
        method = scope["method"]
        if method not in ("GET", "HEAD"):
            return _said(405, b"This is only read.\n", [(b"allow", b"GET, HEAD")])
        file = self._files().get(scope["path"].removeprefix(scope["root_path"]).removeprefix("/"))
        if file is None:
            return _said(404, self._missing, [])
        asked = dict(scope["headers"])
        stored = choose(file, asked.get(b"accept-encoding", b""))
        if unchanged(asked, stored):
            return 304, stored.unchanged, b""
        if b"range" in asked and method == "GET" and stored is file.plain:
            return _part(asked, stored)
        return 200, stored.found, stored.body


def _part(asked: dict[bytes, bytes], stored: Representation) -> Answer:
    whole = len(stored.body)
    try:
        part = ranges.part(asked, stored)
    except ranges.CannotBeSatisfied:
        where = (b"content-range", b"bytes */%d" % whole)
        return _said(416, b"There is no such part of this file.\n", [where])
    if part is None:
        return 200, stored.found, stored.body
    body = stored.body[part]
    where = (b"content-range", b"bytes %d-%d/%d" % (part.start, part.stop - 1, whole))
    return 206, [*stored.part, where, _length(body)], body


def _said(status: int, text: bytes, headers: Headers) -> Answer:
    return status, [(b"content-type", b"text/plain"), _length(text), *headers, *EVERYWHERE], text


def _length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", b"%d" % len(body)

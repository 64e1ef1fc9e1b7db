"""Runs an ASGI application over RSGI, the interface that granian speaks itself (its specification, version 1.2).

It is there for the pages, so that the feed need not pay for the way pages are answered. Not carried over, since RSGI
does not give it: the path as it was encoded, and headers whose value is not ASCII.
"""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import suppress
from typing import Any, Final

from granian.rsgi import HTTPProtocol, ProtocolClosed  # type: ignore[attr-defined]  # it does not say that it exports
from granian.rsgi import Scope as RsgiScope
from starlette.types import ASGIApp, Message

ASGI: Final = {"version": "3.0", "spec_version": "2.3"}
BODY_SECONDS: Final = 30
"""What a client has to send a whole body in. Whoever takes longer is treated as gone: it would keep others out."""
HTTP_VERSIONS: Final = {"1": "1.0"}


async def run(app: ASGIApp, scope: RsgiScope, protocol: HTTPProtocol) -> None:
    """Answer one request. What the application raises goes through, and granian answers with a 500."""
    exchange = _Exchange(protocol)
    await app(_scope(scope), exchange.receive, exchange.send)


def _scope(scope: RsgiScope) -> MutableMapping[str, Any]:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in scope.headers.items()]
    if scope.authority is not None and "host" not in scope.headers:
        headers.append((b"host", scope.authority.encode("latin-1")))  # HTTP/2 says the host otherwise
    return {
        "type": "http",
        "asgi": ASGI,
        "http_version": HTTP_VERSIONS.get(scope.http_version, scope.http_version),
        "scheme": scope.scheme,
        "method": scope.method,
        "path": scope.path,
        "root_path": "",
        "query_string": scope.query_string.encode("latin-1"),
        "headers": headers,
        "client": _address(scope.client),
        "server": _address(scope.server),
        "state": {},
    }


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host.strip("[]"), int(port)


class _Exchange:
    """The messages of one request and its answer."""

    def __init__(self, protocol: HTTPProtocol) -> None:
        self._protocol = protocol
        self._chunks: AsyncIterator[bytes] = aiter(protocol)
        self._is_read = False
        self._until = asyncio.get_running_loop().time() + BODY_SECONDS
        self._start: tuple[int, list[tuple[str, str]]] | None = None
        self._stream: Any = None

    async def receive(self) -> Message:
        """The body in the pieces in which it comes, then the end of the connection."""
        if self._is_read:
            await self._protocol.client_disconnect()
            return {"type": "http.disconnect"}
        try:
            async with asyncio.timeout_at(self._until):
                chunk = await anext(self._chunks)  # no default: granian 2.8.7 ends its process over one
        except StopAsyncIteration:
            self._is_read, chunk = True, b""
        except TimeoutError:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": chunk, "more_body": not self._is_read}

    async def send(self, message: Message) -> None:
        """The answer: at once when it is one piece, as a stream otherwise. To a client that is gone, nothing."""
        if message["type"] == "http.response.start":
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
            self._start = message["status"], headers
            return
        with suppress(ProtocolClosed):
            await self._send_body(message.get("body", b""), more=message.get("more_body", False))

    async def _send_body(self, body: bytes, *, more: bool) -> None:
        if self._start is not None:
            (status, headers), self._start = self._start, None
            if not more:
                self._protocol.response_bytes(status, headers, bytes(body))
                return
            self._stream = self._protocol.response_stream(status, headers)
        if body:
            await self._stream.send_bytes(bytes(body))

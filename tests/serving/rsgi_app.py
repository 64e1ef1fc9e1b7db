"""An ASGI application that says what it was asked, run over RSGI by tests. It answers as its path says."""

import json
from typing import Any

from granian.rsgi import HTTPProtocol  # type: ignore[attr-defined]  # it does not say that it exports
from granian.rsgi import Scope as RsgiScope
from starlette.types import Receive, Scope, Send

from api import rsgi

gone: list[str] = []


async def app(scope: RsgiScope, protocol: HTTPProtocol) -> None:
    """What granian calls."""
    await rsgi.run(asgi, scope, protocol)


async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
    """The application: `/scope`, `/stream`, `/wait`, `/gone` and `/fail`."""
    if scope["path"] == "/fail":
        raise RuntimeError("as asked")
    if scope["path"] == "/wait":
        await _wait(receive, send)
        return
    body = await _body(receive)
    pieces = [b"one ", b"", b"two"] if scope["path"] == "/stream" else [_said(scope, body)]
    headers = [(b"content-type", b"text/plain"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    for number, piece in enumerate(pieces, start=1):
        await send({"type": "http.response.body", "body": piece, "more_body": number < len(pieces)})


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message["body"], message["more_body"]
    return body


async def _wait(receive: Receive, send: Send) -> None:
    """Streams until the client goes, then once more, and notes it for `/gone`."""
    await _body(receive)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"begun", "more_body": True})
    gone.append((await receive())["type"])
    await send({"type": "http.response.body", "body": b"to nobody", "more_body": True})
    await send({"type": "http.response.body", "body": b""})
    gone.append("went on")


def _said(scope: Scope, body: bytes) -> bytes:
    told: dict[str, Any] = {
        key: scope[key] for key in ("type", "http_version", "scheme", "method", "path", "root_path")
    }
    told |= {"query": scope["query_string"].decode("latin-1"), "client": scope["client"], "server": scope["server"]}
    told["headers"] = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in scope["headers"]]
    return json.dumps({**told, "body": len(body), "gone": gone}).encode()

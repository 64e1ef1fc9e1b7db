"""What the server under us does at best: granian over RSGI, with an application that says nothing."""

from granian.rsgi import HTTPProtocol  # type: ignore[attr-defined]  # it does not say that it exports
from granian.rsgi import Scope as RsgiScope

HEADERS = [("etag", '"1"')]


async def app(scope: RsgiScope, protocol: HTTPProtocol) -> None:
    """No body, ever."""
    protocol.response_empty(304 if "if-none-match" in scope.headers else 200, HEADERS)

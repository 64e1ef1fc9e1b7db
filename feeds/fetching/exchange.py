"""One request over one connection of its own, and what came back. No cookie, no cache, nothing kept."""

import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import httpcore2

from feeds.fetching import content_coding
from feeds.fetching.answers import FetchFailed
from feeds.fetching.connecting import GuardedBackend
from feeds.fetching.web_address import WebAddress

_TOO_LARGE: Final = 431  # what h11 suggests when a head is larger than the 100 KB that httpcore reads of one


@dataclass(frozen=True, slots=True)
class Head:
    """An answer before its body. `locations` are its `Location` headers, `address` the IP address it came from."""

    status: int
    headers: Mapping[str, str]
    locations: tuple[str, ...]
    certificate_names: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An open answer: its head is read, its body is not."""

    head: Head
    _response: httpcore2.Response

    async def body(self, limit: int, into: BinaryIO) -> bool:
        """Read and decode at most `limit` bytes, and write them down; return whether the body is not whole.

        A server that hangs up in the middle gave what it gave. Raises `FetchFailed` for a broken coding and a time-out.
        """
        with _failures():
            return await _read(self._response, self.head.headers.get("content-encoding", ""), limit, into)


@asynccontextmanager
async def ask(
    address: WebAddress,
    headers: Mapping[str, str],
    *,
    backend: GuardedBackend,
    tls: ssl.SSLContext,
    step_seconds: float,
) -> AsyncIterator[Answer]:
    """Send a GET and read the head of its answer. Raises `FetchFailed`."""
    connection = httpcore2.AsyncHTTPConnection(_url(address).origin, ssl_context=tls, network_backend=backend)
    steps = dict.fromkeys(("connect", "read", "write"), step_seconds)
    said = {"Host": address.authority, **headers, "Connection": "close"}
    request = httpcore2.Request("GET", _url(address), headers=list(said.items()), extensions={"timeout": steps})
    try:
        with _failures():
            response = await connection.handle_async_request(request)
        yield Answer(_head(response, backend.address), response)
    finally:
        await connection.aclose()
        await backend.aclose()


def _url(address: WebAddress) -> httpcore2.URL:
    scheme = "https" if address.is_tls else "http"
    return httpcore2.URL(scheme=scheme, host=address.host, port=address.port, target=address.target)


def _head(response: httpcore2.Response, address: str) -> Head:
    headers: dict[str, list[str]] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), []).append(_characters(value))
    return Head(
        status=response.status,
        headers={name: ", ".join(values) for name, values in headers.items()},
        locations=tuple(headers.get("location", ())),
        certificate_names=_certificate_names(response),
        address=address,
    )


def _characters(value: bytes) -> str:
    # UTF-8 where it is, as browsers read `Location`; every byte is a character of Latin-1.
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _certificate_names(response: httpcore2.Response) -> tuple[str, ...]:
    session: ssl.SSLObject | None = response.extensions["network_stream"].get_extra_info("ssl_object")
    certificate: Mapping[str, Any] = (session.getpeercert() if session else None) or {}
    return tuple(name for kind, name in certificate.get("subjectAltName", ()) if kind == "DNS")


async def _read(response: httpcore2.Response, coding: str, limit: int, into: BinaryIO) -> bool:
    decoder = content_coding.decoder(coding)
    kept, travelled = 0, 0
    try:
        async for piece in response.aiter_stream():
            travelled += len(piece)
            decoded = decoder.decode(piece, limit + 1 - kept)
            into.write(decoded[: limit - kept])
            kept += len(decoded)
            if kept > limit or travelled > limit:
                return True
    except (httpcore2.RemoteProtocolError, httpcore2.NetworkError):
        return True
    return not decoder.ended


@contextmanager
def _failures() -> Iterator[None]:
    """Say in our words what the HTTP library and the codings raise. Connections that fail say so themselves."""
    try:
        yield
    except httpcore2.ConnectError as failure:
        raise FetchFailed("tls", f"No secure connection: {_tls_reason(failure)}.") from None
    except httpcore2.TimeoutException:
        raise FetchFailed("timeout", "The server took too long over a step.") from None
    except httpcore2.RemoteProtocolError as failure:
        if getattr(failure.__cause__, "error_status_hint", None) == _TOO_LARGE:
            raise FetchFailed("too-big", "The head of the answer is too large.") from None
        raise FetchFailed("bad-answer", f"The answer is not HTTP: {failure}.") from None
    except httpcore2.NetworkError:
        raise FetchFailed("bad-answer", "The server hung up before it answered.") from None
    except content_coding.BadCoding as reason:
        raise FetchFailed("bad-answer", f"The answer cannot be read: {reason}") from None


def _tls_reason(failure: BaseException) -> str:
    cause = failure.__cause__ or failure.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the certificate does not hold ({cause.verify_message})"
    return "the server hung up" if not isinstance(cause, ssl.SSLError) else f"{cause.reason or cause}"

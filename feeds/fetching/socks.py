"""The client's side of SOCKS5 (RFC 1928), as little of it as a connection by IP address takes.

Own code because the proxy must be handed a checked address and never a name, over a stream of the HTTP library's kind.
"""

from typing import Final

import httpcore2

from feeds.fetching.gate import Address

_NO_PASSWORD: Final = b"\x05\x01\x00"
_CONNECT: Final = b"\x05\x01\x00"
_KINDS: Final = {4: b"\x01", 6: b"\x04"}
_BOUND: Final = {1: 4, 4: 16}  # bytes of the address in the reply, by its kind
_REASONS: Final = {
    2: "the proxy does not allow it",
    3: "its network cannot be reached",
    4: "it cannot be reached",
    5: "connection refused",
    6: "it is too far away",
}


class Refused(Exception):
    """The proxy made no connection. `str()` says why."""


async def ask_through(stream: httpcore2.AsyncNetworkStream, address: Address, port: int, seconds: float | None) -> None:
    """Have the proxy at the other end of `stream` connect to an address. Afterwards the stream leads there.

    Raises `Refused`, or the HTTP library's time-outs and network errors.
    """
    await stream.write(_NO_PASSWORD, seconds)
    if await _exactly(stream, 2, seconds) != b"\x05\x00":
        raise Refused("the proxy wants a password, or is no SOCKS5 proxy")
    await stream.write(_CONNECT + _KINDS[address.version] + address.packed + port.to_bytes(2, "big"), seconds)
    version, reply, _, kind = await _exactly(stream, 4, seconds)
    if version != 5 or reply != 0 or kind not in _BOUND:
        raise Refused(_REASONS.get(reply, f"the proxy failed (reply {reply})"))
    await _exactly(stream, _BOUND[kind] + 2, seconds)


async def _exactly(stream: httpcore2.AsyncNetworkStream, count: int, seconds: float | None) -> bytes:
    got = b""
    while len(got) < count:
        piece = await stream.read(count - len(got), seconds)
        if not piece:
            raise Refused("the proxy hung up")
        got += piece
    return got

"""The choke point: every connection to the open web is made by `connect`, to an address that it has judged itself.

The HTTP library asks `GuardedBackend` for each of its connections, and has no other way to get one. A name is looked up
once and connected to by the very address that was judged, so a second answer of the DNS changes nothing. Proxies that
the environment names are not used.
"""

from collections.abc import Iterable
from ipaddress import ip_address

import httpcore2

from feeds.fetching import socks
from feeds.fetching.answers import FailureKind, FetchFailed
from feeds.fetching.gate import Address, is_open_web
from feeds.fetching.place import Place
from feeds.fetching.resolver import TIMEOUT, Resolver


async def connect(
    address: Address, port: int, *, egress: Place | None, seconds: float | None
) -> httpcore2.AsyncNetworkStream:
    """Connect to an address of the open web, through the SOCKS5 proxy at `egress` if there is one.

    Raises `FetchFailed`: `denied-address`, before any packet leaves, `connect` or `timeout`.
    """
    if not is_open_web(address):
        raise FetchFailed("denied-address", f"{address} is not an address of the open web; no connection was made.")
    try:
        if egress:
            return await _through(egress, address, port, seconds)
        return await httpcore2.AnyIOBackend().connect_tcp(str(address), port, seconds)
    except httpcore2.TimeoutException:
        raise FetchFailed("timeout", f"{address} did not answer in time.") from None
    except (httpcore2.NetworkError, socks.Refused) as reason:
        raise FetchFailed("connect", f"No connection to {address}, port {port}: {str(reason) or 'it broke'}.") from None


async def _through(egress: Place, address: Address, port: int, seconds: float | None) -> httpcore2.AsyncNetworkStream:
    stream = await httpcore2.AnyIOBackend().connect_tcp(egress.address, egress.port, seconds)
    try:
        await socks.ask_through(stream, address, port, seconds)
    except BaseException:
        await stream.aclose()
        raise
    return stream


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """The connections of one request. `address` is the one connected to, once there is one.

    `aclose` closes them, also where the HTTP library was interrupted before it took them over.
    """

    def __init__(self, resolver: Resolver, egress: Place | None) -> None:
        self._resolver, self._egress = resolver, egress
        self._streams: list[httpcore2.AsyncNetworkStream] = []
        self.address = ""

    async def aclose(self) -> None:
        """Close every connection that was made."""
        for stream in self._streams:
            await stream.aclose()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of `host` that answers. Raises `FetchFailed`, of the first that did not."""
        failures: list[FetchFailed] = []
        for address in await self._addresses(host):
            try:
                stream = await connect(address, port, egress=self._egress, seconds=timeout)
            except FetchFailed as failure:
                failures.append(failure)
            else:
                self.address = str(address)
                self._streams.append(stream)
                return stream
        raise failures[0]

    async def connect_unix_socket(self, *_: object, **__: object) -> httpcore2.AsyncNetworkStream:
        """Refuse: a socket file is no address of the open web."""
        raise FetchFailed("denied-address", "A socket file is not an address of the open web.")

    async def sleep(self, seconds: float) -> None:
        """Refuse: the HTTP library sleeps only between retries, and none are made."""
        raise RuntimeError("The HTTP library was told to make no retries, and waits for one.")

    async def _addresses(self, host: str) -> list[Address]:
        try:
            return [ip_address(host)]
        except ValueError:
            pass
        try:
            answer = await self._resolver.addresses(host)
        except ValueError as reason:
            raise FetchFailed("dns", str(reason)) from None
        if not answer.addresses:
            kind: FailureKind = "timeout" if answer.rcode == TIMEOUT else "dns"
            said = "no address" if answer.rcode == "NOERROR" else answer.rcode
            raise FetchFailed(kind, f"The DNS gives no server for {host[:80]} ({said}).")
        return [ip_address(text) for text in answer.addresses]

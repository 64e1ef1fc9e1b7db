"""A street of hostile servers on loopback, real sockets all of them.

A DNS server, and a SOCKS5 door behind which any address and port is played by a function. The fetcher is the one that
runs in production: it is only told where the DNS answers and where its connections leave.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from feeds.fetching import Fetched, Fetcher, FetchFailed, Limits, Place, Resolver
from tests.fetching.names import Names, dns_servers, serving
from tests.internet.socks import door

SHOP: Final = "93.184.216.34"  # an address of the open web; behind the door, one of ours
OTHER: Final = "93.184.216.35"

Server = Callable[[socket.socket], None]


class Street:
    """Who lives where. `heard` is every request head, `visited` every address and port that a connection asked for."""

    def __init__(self, names: Names, resolver: Place, egress: Place) -> None:
        self.servers: dict[tuple[str, int], Server] = {}
        self.heard: list[str] = []
        self.visited: list[tuple[str, int]] = []
        self.names, self.resolver, self.egress = names, resolver, egress

    def serve(self, name: str, server: Server, *, address: str = SHOP, port: int = 80) -> None:
        """Let a server live at an address, under a name."""
        self.names.says(name, [address])
        self.servers[address, port] = server

    def says(self, *pieces: bytes) -> Server:
        """A server that hears a request out, says this, and hangs up."""

        def server(connection: socket.socket) -> None:
            self.hear(connection)
            for piece in pieces:
                connection.sendall(piece)

        return server

    def hear(self, connection: socket.socket) -> str:
        """Read a request's head, and return its first line."""
        head = b""
        while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
            head += piece
        self.heard.append(head.decode("latin-1"))
        return self.heard[-1].partition("\r\n")[0]

    def fetcher(self, limits: Limits | None = None) -> Fetcher:
        """The fetcher of production, on this street."""
        resolver = Resolver(self.resolver, seconds=2)
        return Fetcher(contact="https://vigie.example/", resolver=resolver, egress=self.egress, limits=limits)

    def get(self, url: str, limits: Limits | None = None) -> Fetched:
        """Get a page of this street."""
        return asyncio.run(self.fetcher(limits).get(url))

    def refusal(self, url: str, limits: Limits | None = None) -> FetchFailed:
        """Return how getting a page fails; it must."""
        try:
            fetched = self.get(url, limits)
        except FetchFailed as failure:
            return failure
        raise AssertionError(f"it was fetched: {fetched}")


def over_tls(server: Server, context: ssl.SSLContext) -> Server:
    """The same server behind a handshake; a client that dislikes the certificate never gets to it."""

    def behind(connection: socket.socket) -> None:
        try:
            with context.wrap_socket(connection, server_side=True) as secured:
                server(secured)
        except ssl.SSLError:
            """The client said no."""

    return behind


def until_gone(connection: socket.socket, piece: bytes, every: float) -> None:
    """Drip a piece at a time for as long as the client listens."""
    connection.settimeout(every)
    while True:
        try:
            connection.sendall(piece)
            if not connection.recv(1):
                return
        except TimeoutError:
            continue
        except OSError:
            return


@contextmanager
def open_street() -> Iterator[Street]:
    """A street without anybody on it yet."""
    street: Street

    def lives(address: str, port: int) -> bool:
        street.visited.append((address, port))
        return (address, port) in street.servers

    def visit(connection: socket.socket, address: str, port: int) -> None:
        street.servers[address, port](connection)

    names = Names()
    with ExitStack() as stack:
        resolver, _ = [stack.enter_context(serving(server)) for server in dns_servers(names)]
        egress = stack.enter_context(serving(door(lives, visit)))
        street = Street(names, resolver, egress)
        yield street

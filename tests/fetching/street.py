"""A street of hostile servers on loopback, real sockets all of them.

A DNS server, and a SOCKS5 door behind which any address and port is played by a function. The fetcher is the one that
runs in production: it is only told where the DNS answers and where its connections leave.
"""

import asyncio
import socket
import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from feeds.fetching import Fetched, Fetcher, FetchFailed, Limits, Place, Resolver
from tests.internet.socks import door

SHOP: Final = "93.184.216.34"  # an address of the open web; behind the door, one of ours
OTHER: Final = "93.184.216.35"

Server = Callable[[socket.socket], None]
Said = str | Sequence[str]
"""What the DNS says: records as texts, or an rcode."""


class Street:
    """Who lives where. `heard` is every request head, `visited` every address and port that a connection asked for,
    `asked` how often the DNS was asked for a name and a type.
    """

    def __init__(self, resolver: Place, egress: Place) -> None:
        self.servers: dict[tuple[str, int], Server] = {}
        self.names: dict[tuple[str, str], list[Said]] = {}
        self.heard: list[str] = []
        self.visited: list[tuple[str, int]] = []
        self.asked: Counter[tuple[str, str]] = Counter()
        self.resolver, self.egress = resolver, egress

    def name(self, name: str, *answers: Said, kind: str = "A") -> None:
        """Have the DNS give these answers in turn, and the last one from then on."""
        self.names[name, kind] = list(answers)

    def serve(self, name: str, server: Server, *, address: str = SHOP, port: int = 80) -> None:
        """Let a server live at an address, under a name."""
        self.name(name, [address])
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

    def answer(self, wire: bytes) -> bytes:
        """The DNS's answer to a question on the wire."""
        query = dns.message.from_wire(wire)
        response = dns.message.make_response(query, recursion_available=True)
        question = query.question[0]
        key = (question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype))
        self.asked[key] += 1
        said = self._said(key)
        if isinstance(said, str):
            response.set_rcode(dns.rcode.from_text(said))
        elif said:
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", key[1], *said))
        return response.to_wire()

    def _said(self, key: tuple[str, str]) -> Said:
        answers = self.names.get(key)
        if answers is None:
            return () if any(name == key[0] for name, _ in self.names) else "NXDOMAIN"
        return answers.pop(0) if len(answers) > 1 else answers[0]


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

    class Question(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, own = self.request
            own.sendto(street.answer(wire), self.client_address)

    def lives(address: str, port: int) -> bool:
        street.visited.append((address, port))
        return (address, port) in street.servers

    def visit(connection: socket.socket, address: str, port: int) -> None:
        street.servers[address, port](connection)

    with ExitStack() as stack:
        servers = [socketserver.ThreadingUDPServer(("127.0.0.1", 0), Question), door(lives, visit)]
        for server in servers:
            stack.enter_context(server)
            thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        street = Street(*(Place("127.0.0.1", int(server.server_address[1])) for server in servers))
        yield street

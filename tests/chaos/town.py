"""A town on the small internet: chat rooms to look at, newspapers with articles, and feeds of them.

Every request is counted, so that a test can say of each page how often somebody came.
"""

import ipaddress
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final

from tests.internet.name_server import NameServer, tcp_server, udp_server
from tests.internet.socks import door
from tests.internet.standing import Standing

_FIRST: Final = ipaddress.ip_address("51.91.0.1")  # a public network, so that the fetcher's gate lets it pass
_LONGEST_HEAD: Final = 65_536


@dataclass(slots=True)
class Page:
    """What a host answers at one path: a body, or a redirect to `location`."""

    body: str = ""
    kind: str = "text/html; charset=utf-8"
    location: str = ""

    def answer(self) -> bytes:
        """The bytes of the answer."""
        body = self.body.encode()
        status = f"301 Moved Permanently\r\nLocation: {self.location}" if self.location else "200 OK"
        return f"HTTP/1.1 {status}\r\nContent-Type: {self.kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


_NOT_FOUND: Final = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Town:
    """Who lives here, by host and path, and how often each was asked for. Made by `town`."""

    pages: Mapping[tuple[str, str], Page]
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    environment: dict[str, str] = field(default_factory=dict)

    def visits(self, host: str, path: str = "/") -> int:
        """How often a page was asked for."""
        return self.asked[host, path]

    def answer(self, head: str) -> bytes:
        """What a request is answered; it is counted."""
        lines = head.split("\r\n")
        path = lines[0].split()[1]
        hosts = [line.partition(":")[2].strip().lower() for line in lines if line.lower().startswith("host:")]
        page = hosts[0], path
        self.asked[page] += 1
        found = self.pages.get(page)
        return found.answer() if found else _NOT_FOUND


@contextmanager
def town(pages: Mapping[tuple[str, str], Page], *, seconds: float = 0.0) -> Iterator[Town]:
    """Let these pages stand until the block ends; `environment` has the settings with which Vigie lives there.

    Every server takes so many `seconds` to answer.
    """
    there, names = Town(pages), NameServer()
    names.names = {
        host: Standing(host, (str(_FIRST + number),)) for number, host in enumerate(sorted({host for host, _ in pages}))
    }
    addresses = {standing.addresses[0] for standing in names.names.values()}

    def visit(connection: socket.socket, _address: str, _port: int) -> None:
        head = b""
        while b"\r\n\r\n" not in head and len(head) < _LONGEST_HEAD:
            piece = connection.recv(_LONGEST_HEAD)
            if not piece:
                return
            head += piece
        time.sleep(seconds)
        connection.sendall(there.answer(head.decode("latin-1")))

    with ExitStack() as ends:
        udp, tcp = _name_servers(names)
        port = udp.server_address[1]
        for server in (udp, tcp):
            ends.enter_context(_serving(server))
        egress = ends.enter_context(_serving(door(lambda address, asked: asked == 80 and address in addresses, visit)))
        there.environment["VIGIE_RESOLVER"] = f"127.0.0.1:{port}"
        there.environment["VIGIE_EGRESS"] = f"socks5://127.0.0.1:{egress.server_address[1]}"
        yield there


def _name_servers(names: NameServer) -> tuple[socketserver.UDPServer, socketserver.TCPServer]:
    """One over UDP and one over TCP, on the same port."""
    while True:
        udp = udp_server(names)
        try:
            return udp, tcp_server(names, udp.server_address[1])
        except OSError:  # somebody else has this port over TCP
            udp.server_close()


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[socketserver.TCPServer]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()

"""A DNS server that says in turn what it is told to say: first this, then that."""

import socketserver
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from feeds.fetching import Place

DATAGRAM: Final = 1232  # bytes

Said = str | Sequence[str]
"""What the DNS says: records as texts, or an rcode."""


class Names:
    """What the DNS says of each name and type. `asked` counts the questions, `aliases` lead from name to name."""

    def __init__(self) -> None:
        self.aliases: dict[str, str] = {}
        self.asked: Counter[tuple[str, str]] = Counter()
        self._said: dict[tuple[str, str], list[Said]] = {}

    def says(self, name: str, *answers: Said, kind: str = "A") -> None:
        """Have the DNS give these answers in turn, and the last one from then on."""
        self._said[name, kind] = list(answers)

    def answer(self, wire: bytes, largest: int) -> bytes:
        """The answer to a question on the wire; with nothing but its mark when it is too large."""
        query = dns.message.from_wire(wire)
        response = dns.message.make_response(query, recursion_available=True)
        name, kind = query.question[0].name, dns.rdatatype.to_text(query.question[0].rdtype)
        self.asked[_text(name), kind] += 1
        self._fill(response, self._follow(name, response), kind)
        try:
            return response.to_wire(max_size=largest)
        except dns.exception.TooBig:
            response.answer.clear()
            response.flags |= dns.flags.TC
            return response.to_wire()

    def _fill(self, response: dns.message.Message, name: dns.name.Name, kind: str) -> None:
        text = _text(name)
        known = [*self.aliases, *(known for known, _ in self._said)]
        answers = self._said.get((text, kind), [() if text in known else "NXDOMAIN"])
        said = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(said, str):
            response.set_rcode(dns.rcode.from_text(said))
        elif said:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *said))

    def _follow(self, name: dns.name.Name, response: dns.message.Message) -> dns.name.Name:
        seen: set[str] = set()
        while (text := _text(name)) in self.aliases and text not in seen:
            seen.add(text)
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", f"{self.aliases[text]}."))
            name = dns.name.from_text(self.aliases[text])
        return name


def _text(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()


def dns_servers(names: Names) -> tuple[socketserver.BaseServer, socketserver.BaseServer]:
    """The DNS over UDP and, for what does not fit a datagram, over TCP, on one free port of loopback."""
    while True:
        udp = socketserver.ThreadingUDPServer(("127.0.0.1", 0), _over_udp(names))
        try:
            return udp, _TcpServer(("127.0.0.1", udp.server_address[1]), _over_tcp(names))
        except OSError:
            udp.server_close()


class _TcpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def _over_udp(names: Names) -> type[socketserver.BaseRequestHandler]:
    class Question(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, own = self.request
            own.sendto(names.answer(wire, DATAGRAM), self.client_address)

    return Question


def _over_tcp(names: Names) -> type[socketserver.BaseRequestHandler]:
    class Question(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while length := int.from_bytes(self.rfile.read(2), "big"):
                answer = names.answer(self.rfile.read(length), 65535)
                self.wfile.write(len(answer).to_bytes(2, "big") + answer)

    return Question


@contextmanager
def serving(server: Any) -> Iterator[Place]:
    """Let a server answer, and say where."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield Place("127.0.0.1", int(server.server_address[1]))
        finally:
            server.shutdown()
            thread.join()

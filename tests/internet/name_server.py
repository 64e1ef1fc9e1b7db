"""A DNS server over UDP and TCP that answers for every name there is, as a resolver that asked the whole tree would."""

import socketserver
import struct
from collections import Counter
from collections.abc import Iterator
from typing import Final

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from tests.internet.standing import Standing, of_host

TTL: Final = 60
_LARGEST_DATAGRAM: Final = 1232  # what resolvers agreed on at DNS flag day 2020
_LONGEST_CHAIN: Final = 8


class NameServer:
    """Answers questions about the Names it is told of. `asked` is the record: name and type of each question."""

    def __init__(self) -> None:
        self.names: dict[str, Standing] = {}
        self.asked: list[tuple[str, str]] = []
        self._times: Counter[tuple[str, str]] = Counter()

    def answer(self, wire: bytes, largest: int) -> bytes | None:
        """The answer to a question on the wire, cut to `largest` bytes; nothing to what is no question."""
        try:
            query = dns.message.from_wire(wire)
        except dns.exception.DNSException:
            return None
        if len(query.question) != 1:
            return None
        response = dns.message.make_response(query, recursion_available=True)
        response.flags |= dns.flags.AA
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        self._fill(response, name, kind)
        try:
            return response.to_wire(max_size=largest)
        except dns.exception.TooBig:
            response.answer.clear()
            response.flags |= dns.flags.TC
            return response.to_wire()

    def _fill(self, response: dns.message.Message, name: str, kind: str) -> None:
        asked = name
        for _ in range(_LONGEST_CHAIN):
            standing = of_host(self.names, name)
            if standing is not None and self._is_silent(standing, asked, kind):
                response.set_rcode(dns.rcode.SERVFAIL)
                return
            if standing is None or standing.dns == "NXDOMAIN":
                response.set_rcode(dns.rcode.NOERROR if self._has_names_below(name) else dns.rcode.NXDOMAIN)
                return
            if not standing.alias or kind == "CNAME":
                break
            _add(response, name, "CNAME", [f"{standing.alias}."])
            name = standing.alias
        else:
            response.set_rcode(dns.rcode.SERVFAIL)
            return
        _add(response, name, kind, list(records(standing, kind)))

    def _is_silent(self, standing: Standing, name: str, kind: str) -> bool:
        self._times[name, kind] += 1
        # Every first of two questions fails, so whoever asks again gets the answer, on any day.
        return standing.dns == "SERVFAIL" or (standing.dns == "flaky" and self._times[name, kind] % 2 == 1)

    def _has_names_below(self, name: str) -> bool:
        return any(other.endswith(f".{name}") for other, each in self.names.items() if each.dns != "NXDOMAIN")


def records(standing: Standing, kind: str) -> Iterator[str]:
    """The texts of a Name's records of a type, as a zone file has them."""
    match kind:
        case "A" | "AAAA":
            yield from (address for address in standing.addresses if (":" in address) == (kind == "AAAA"))
        case "NS":
            yield from (f"{server}." for server in standing.name_servers)
        case "MX":
            yield from (f"{10 * number} {server}." for number, server in enumerate(standing.mail, 1))
        case "CNAME" if standing.alias:
            yield f"{standing.alias}."
        case "SOA" if standing.name_servers:
            first = standing.name_servers[0]
            yield f"{first}. hostmaster.{first.split('.', 1)[1]}. 2024010101 7200 3600 1209600 300"


def _add(response: dns.message.Message, name: str, kind: str, texts: list[str]) -> None:
    if texts:
        response.answer.append(dns.rrset.from_text_list(f"{name}.", TTL, "IN", kind, texts))


def udp_server(server: NameServer, port: int = 0) -> socketserver.UDPServer:
    """The server on a port of loopback; whoever calls lets it serve, and closes it."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, door = self.request
            answer = server.answer(wire, _LARGEST_DATAGRAM)
            if answer is not None:
                door.sendto(answer, self.client_address)

    return socketserver.UDPServer(("127.0.0.1", port), Handler)


def tcp_server(server: NameServer, port: int) -> socketserver.ThreadingTCPServer:
    """The same over TCP, where a length of two bytes stands before each message (RFC 1035, section 4.2.2)."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while len(length := self.rfile.read(2)) == 2:
                answer = server.answer(self.rfile.read(*struct.unpack("!H", length)), 65535)
                if answer is None:
                    return
                self.wfile.write(struct.pack("!H", len(answer)) + answer)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    return Server(("127.0.0.1", port), Handler)

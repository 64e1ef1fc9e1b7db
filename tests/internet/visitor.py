"""A visitor to the small internet who has nothing but sockets: what the tests look through."""

import http.client
import ipaddress
import socket
import ssl
import struct
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import dns.message
import dns.query
import dns.rcode
from cryptography.x509 import DNSName, SubjectAlternativeName, load_der_x509_certificate

from tests.internet.running import Internet

PATIENCE: Final = 10.0
HONEST: Final = "Mozilla/5.0 (compatible; Vigie; +https://vigie.example/)"


@dataclass(frozen=True, slots=True)
class Seen:
    """What came back."""

    status: int
    location: str
    body: bytes
    certificate: tuple[str, ...]

    @property
    def text(self) -> str:
        """The body, as text."""
        return self.body.decode()


def ask(internet: Internet, name: str, kind: str = "A", over: str = "udp") -> tuple[str, list[str]]:
    """The answer's code and its records' texts, sorted: addresses come before names.

    As a resolver does, it asks over TCP what does not fit a datagram.
    """
    host, port = internet.resolver
    question = dns.message.make_query(name, kind)
    if over == "udp":
        answer, _ = dns.query.udp_with_fallback(question, host, PATIENCE, port)
    else:
        answer = dns.query.tcp(question, host, PATIENCE, port)
    return dns.rcode.to_text(answer.rcode()), sorted(record.to_text() for rrset in answer.answer for record in rrset)


def connect(internet: Internet, address: str, port: int) -> tuple[int, socket.socket]:
    """The door's reply to CONNECT, and the connection."""
    packed = ipaddress.ip_address(address).packed
    kind = {4: b"\x01", 16: b"\x04"}[len(packed)]
    return knock(internet, b"\x05\x01\x00" + kind + packed + struct.pack("!H", port))


def knock(internet: Internet, request: bytes) -> tuple[int, socket.socket]:
    """Sign in without a name, send a request as it is, and read the door's reply."""
    connection = socket.create_connection(internet.door, PATIENCE)
    connection.sendall(b"\x05\x01\x00")
    assert connection.recv(2) == b"\x05\x00"
    connection.sendall(request)
    return connection.recv(10)[1], connection


def look(internet: Internet, url: str, *, agent: str = HONEST, address: str = "", sni: str = "") -> Seen:
    """Get one address, following nothing. `address` and `sni` are the host's own unless given."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", 443 if parts.scheme == "https" else 80
    reply, connection = connect(internet, address or ask(internet, host)[1][0], port)
    assert reply == 0, f"the door refused {url}: {reply}"
    certificate: tuple[str, ...] = ()
    if parts.scheme == "https":
        trust = ssl.create_default_context(cafile=internet.authority)
        secure = trust.wrap_socket(connection, server_hostname=sni or host)
        certificate = _names(secure.getpeercert(binary_form=True) or b"")
        connection = secure
    with connection:
        connection.sendall(f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return Seen(answer.status, answer.getheader("Location", ""), answer.read(), certificate)


def _names(certificate: bytes) -> tuple[str, ...]:
    extensions = load_der_x509_certificate(certificate).extensions
    return tuple(extensions.get_extension_for_class(SubjectAlternativeName).value.get_values_for_type(DNSName))

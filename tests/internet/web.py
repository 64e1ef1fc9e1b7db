"""The web servers behind the addresses: which Name a connection is for, and what it is answered."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Final

from tests.internet import registrations
from tests.internet.certificates import Certificates
from tests.internet.pages import icons, pages
from tests.internet.standing import Standing, of_host
from tests.internet.world import Site

_HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What a web server was asked for, and at which address."""

    scheme: str
    host: str
    path: str
    agent: str
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a web server answers."""

    status: int
    body: bytes = b""
    kind: str = _HTML
    location: str = ""


class Web:
    """Every web server there is. `asked` is the record of the requests."""

    def __init__(self, sites: dict[str, Site], certificates: Certificates) -> None:
        self.names: dict[str, Standing] = {}
        self.asked: list[Request] = []
        self._sites = sites
        self._certificates = certificates

    def lives(self, address: str, port: int) -> bool:
        """Whether a server listens: on port 80, and on 443 where a Name has a certificate."""
        here = [each for each in self._at(address) if each.fails != "refused"]
        return bool(here) and (port == 80 or (port == 443 and any(each.certificate for each in here)))

    def visit(self, connection: socket.socket, address: str, port: int) -> None:
        """The server's side of one connection."""
        if port == 443:
            handshake = self._certificates.handshake(lambda host: self._named(address, host).certificate)
            connection = handshake.wrap_socket(connection, server_side=True)
        _handler(self, "https" if port == 443 else "http", address)(connection, (address, port), self)

    def answer(self, request: Request) -> Answer | None:
        """What a request is answered; nothing when the server leaves without a word."""
        self.asked.append(request)
        if request.host == registrations.HOST:
            return _registration(self.names, request.path)
        standing = self._named(request.address, request.host)
        if standing.fails == "reset":
            return None
        if standing.fails:
            return Answer(int(standing.fails), pages.failure(int(standing.fails)).encode())
        if request.scheme == "http" and standing.certificate:
            return Answer(301, location=f"https://{request.host}{request.path}")
        if standing.redirects and standing.by not in {"meta", "script"}:
            return Answer(int(standing.by or 301), location=standing.redirects)
        return self._page(standing, request)

    def is_mute(self, address: str, host: str) -> bool:
        """Whether a host takes requests and never answers."""
        return host != registrations.HOST and self._named(address, host).fails == "timeout"

    def _page(self, standing: Standing, request: Request) -> Answer:
        if standing.redirects:
            return Answer(200, pages.moving(standing.redirects, standing.by or "meta").encode())
        shown = next((site for agent, site in standing.agents.items() if agent in request.agent), standing.shows)
        if shown is None:
            return Answer(404, pages.failure(404).encode())
        site = self._sites[shown]
        if request.path == "/favicon.ico" and site.icon:
            return Answer(200, icons.drawn(site.icon), "image/x-icon")
        if request.path.split("?")[0] != "/":
            return Answer(404, pages.failure(404).encode())
        return Answer(200, pages.page(site, request.host).encode())

    def _at(self, address: str) -> Iterator[Standing]:
        if address == registrations.ADDRESS:
            yield Standing(registrations.HOST, (address,), certificate=(registrations.HOST,))
        yield from (each for each in self.names.values() if address in each.addresses)

    def _named(self, address: str, host: str | None) -> Standing:
        """The Name that a host stands for at an address. Servers that do not know a host show their first one."""
        here = list(self._at(address))
        standing = of_host(self.names, host or "")
        while standing is not None and standing.alias:
            standing = of_host(self.names, standing.alias)
        return standing if standing in here else next((each for each in here if each.certificate), here[0])


def _registration(names: dict[str, Standing], path: str) -> Answer:
    found = registrations.record(names, path)
    body = json.dumps(found or {"errorCode": 404, "title": "Not found"}).encode()
    return Answer(200 if found else 404, body, "application/rdap+json")


def _handler(web: Web, scheme: str, address: str) -> Any:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "nginx"
        sys_version = ""

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0].lower()
            if web.is_mute(address, host):
                self.connection.recv(1)  # until the visitor has had enough
                self.close_connection = True
                return
            answer = web.answer(Request(scheme, host, self.path, self.headers.get("User-Agent") or "", address))
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer.status)
            if answer.location:
                self.send_header("Location", answer.location)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(answer.body)

        do_HEAD = do_GET  # noqa: N815 (the name that http.server looks for)

        def log_message(self, *_: object) -> None:
            """Say nothing: `Web.asked` is the record."""

    return Handler

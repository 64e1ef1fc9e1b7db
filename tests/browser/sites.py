"""Every web site there is, on loopback: a server for http and one for https answer any host and record it.

A browser that is started with `resolver_rules` reaches nothing else, so a request that is not recorded was not made.
"""

import base64
import hashlib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import trustme
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

# The icon is on the page, so that no browser comes back for one when a test has counted the requests.
PAGE: Final = (
    '<!doctype html><html lang="en"><title>{host}</title><link rel="icon" href="data:,"><h1>This is {host}</h1>{more}'
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asked a site for."""

    scheme: str
    host: str
    method: str
    path: str
    headers: dict[str, str]


class Sites:
    """The sites, what they were asked for, and what some of them do. Made by `running`."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.ports: dict[str, int] = {}
        self.trusted_key = ""
        self._redirects: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._scripts: dict[str, str] = {}

    def redirect(self, address: str, to: str) -> None:
        """Let an address answer with a redirect."""
        self._redirects[_place(address)] = to

    def write(self, address: str, html: str) -> None:
        """Put more on the page at an address."""
        self._bodies[_place(address)] = html

    def serve_script(self, address: str, script: str) -> None:
        """Let an address answer with JavaScript instead of a page."""
        self._scripts[_place(address)] = script

    def forget(self) -> None:
        """Forget every request, redirect, page and script: the sites are as they were at first."""
        for memory in (self.requests, self._redirects, self._bodies, self._scripts):
            memory.clear()

    def asked(self, name: str) -> list[Request]:
        """Every request for a name or a host under it."""
        hosts = (name, f"{name}.")
        return [r for r in self.requests if r.host in hosts or r.host.endswith(tuple(f".{host}" for host in hosts))]

    @property
    def resolver_rules(self) -> str:
        """Chromium's `--host-resolver-rules` for these sites: every name is here, on any port."""
        return f"MAP *:443 127.0.0.1:{self.ports['https']}, MAP * 127.0.0.1:{self.ports['http']}, EXCLUDE 127.0.0.1"

    def answer(self, request: Request) -> tuple[int, dict[str, str], str]:
        """Status, headers and body for a request."""
        self.requests.append(request)
        place = request.host + request.path
        if place in self._redirects:
            return 302, {"Location": self._redirects[place]}, ""
        if place in self._scripts:
            return 200, {"Content-Type": "text/javascript"}, self._scripts[place]
        page = PAGE.format(host=request.host, more=self._bodies.get(place, ""))
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page


@contextmanager
def running(folder: Path) -> Iterator[Sites]:
    """Serve until the block ends; the certificate lies in `folder` meanwhile."""
    sites = Sites()
    tls, sites.trusted_key = _certificate(folder)
    plain, secure = _server(sites, "http"), _server(sites, "https")
    # The handshake belongs to the connection's own thread, or one silent connection would hold up all.
    secure.socket = tls.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    servers = [plain, secure]
    sites.ports = {"http": plain.server_port, "https": secure.server_port}
    for server in servers:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield sites
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _place(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path or '/'}"


def _certificate(folder: Path) -> tuple[ssl.SSLContext, str]:
    """One certificate for every site, and the digest of its key, by which Chromium is told to trust it."""
    leaf = trustme.CA().issue_cert("sites.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    certificate = load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return context, base64.b64encode(hashlib.sha256(key).digest()).decode()


def _server(sites: Sites, scheme: str) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
            request = Request(scheme, host.lower(), self.command, self.path, dict(self.headers))
            status, headers, body = sites.answer(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET  # noqa: N815 (the name that http.server looks for)

        def log_message(self, *_: Any) -> None:
            """Say nothing: `Sites.requests` is the record."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A browser drops connections as it likes."""

    return Quiet(("127.0.0.1", 0), Handler)

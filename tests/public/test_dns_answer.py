"""The DNS answer of docs/dns, by the files that we ship: a real unbound, a real nginx, a zone that comes over HTTP."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

import pytest

from feeds.release.exports import rpz_zone
from feeds.release.snapshot import Edition
from tests.browser.waiting import until
from tests.exports.dns_server import ADDRESS, ask, free_port, knows_every_name, program, running
from tests.exports.sample import BLOCKED, EDITION, LEFT_OUT, LONGEST_NAME
from tests.serving.asking import Answer
from tests.serving.nginx import NGINX, answers

SHIPPED: Final = Path(__file__).parents[2] / "docs" / "dns"
PAGE: Final = "192.0.2.80"
LATER: Final = "coco.example.com"

_AROUND_UNBOUND: Final = """
server:
  interface: 127.0.0.1@{port}
  directory: "{place}"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  do-not-query-localhost: no
include: "{place}/vigie.conf"
forward-zone:
  name: "."
  forward-addr: 127.0.0.1@{elsewhere}
remote-control:
  control-enable: yes
  control-use-cert: no
  control-interface: "{place}/control"
"""
_AROUND_NGINX: Final = """
daemon off;
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log warn;
{user}
events {{ worker_connections 64; }}
http {{
    access_log {place}/access.log;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/vigie.conf;
}}
"""


def _shipped(name: str, place: Path, changes: Mapping[str, str]) -> Path:
    """A copy of a shipped file with this machine's places in it."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    for shipped, ours in changes.items():
        assert text.count(shipped) == 1, f"{name} says {shipped!r} once"
        text = text.replace(shipped, ours)
    place.write_text(text, encoding="utf-8")
    return place


class Network:
    """A network whose resolver is set up as docs/dns says, and the service that it fetches the zone from."""

    def __init__(self, place: Path, service: int) -> None:
        self.port = free_port()
        self._place = place
        zone = str(place / "vigie.zone")
        _shipped("unbound.conf", place / "vigie.conf", {"/var/lib/unbound/vigie.zone": zone})
        changes = {
            "https://vigie.example": f"http://127.0.0.1:{service}",
            "192.168.1.2": PAGE,
            "/var/lib/unbound/vigie.zone": zone,
            "unbound-control -q": f"{program('unbound-control')} -q -c {place}/unbound.conf",
        }
        self._fetch_zone = _shipped("fetch-zone", place / "fetch-zone", changes)

    def publish(self, *names: str, serial: int) -> None:
        """Let the service have a Release of these names."""
        edition = Edition(serial, EDITION.released, len(names), EDITION.homepage)
        lists = self._place / "lists"
        lists.mkdir(exist_ok=True)
        (lists / rpz_zone.FILE).write_bytes(rpz_zone.write(sorted(names), edition))

    def break_zone(self) -> None:
        """Let the service answer with something that is no zone."""
        (self._place / "lists" / rpz_zone.FILE).write_text("<html>Back in a minute</html>")

    def fetch_zone(self) -> subprocess.CompletedProcess[str]:
        """What `cron` does."""
        return subprocess.run(["/bin/sh", self._fetch_zone], capture_output=True, text=True, check=False)

    @contextmanager
    def resolving(self) -> Iterator[None]:
        """Run unbound, and for every name that it does not answer itself a server that knows it."""
        elsewhere, configuration = free_port(), self._place / "unbound.conf"
        values = {"port": self.port, "elsewhere": elsewhere, "place": self._place}
        configuration.write_text(_AROUND_UNBOUND.format(**values))
        unbound = [program("unbound"), "-d", "-p", "-c", str(configuration)]
        with (
            running(knows_every_name(elsewhere), elsewhere, self._place / "elsewhere.log"),
            running(unbound, self.port, self._place / "unbound.log"),
        ):
            yield


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """A network that fetched the zone once before its resolver began."""
    place = tmp_path_factory.mktemp("dns")
    handler = partial(SimpleHTTPRequestHandler, directory=str(place))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as service:
        Thread(target=service.serve_forever, daemon=True).start()
        network = Network(place, service.server_address[1])
        network.publish(*BLOCKED, serial=7)
        network.fetch_zone()
        with network.resolving():
            yield network
        service.shutdown()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port of a real nginx that shows the page, and the folder that all of its logs are in."""
    place, port = tmp_path_factory.mktemp("page"), free_port()
    _shipped("page/index.html", place / "index.html", {})
    changes = {"listen 80 default_server;": f"listen 127.0.0.1:{port};", "root /srv/vigie-page;": f"root {place};"}
    _shipped("nginx.conf", place / "vigie.conf", changes)
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(_AROUND_NGINX.format(place=place, user=user))
    process = subprocess.Popen([NGINX, "-p", place, "-c", place / "nginx.conf", "-e", place / "error.log"])
    try:
        until("nginx that answers", lambda: process.poll() is not None or answers(port))
        assert process.poll() is None, (place / "error.log").read_text()
        yield port, place
    finally:
        process.terminate()
        process.wait(20)


def test_a_listed_name_and_all_below_it_lead_to_the_page(network: Network) -> None:
    names = [*(name for name in BLOCKED if name != LONGEST_NAME), "www.bounty.chat", "a.b.bounty.chat"]
    assert {name: ask(network.port, name) for name in names} == dict.fromkeys(names, ("NOERROR", [PAGE]))


@pytest.mark.parametrize("kind", ["AAAA", "HTTPS"])
def test_a_listed_name_has_no_other_address(network: Network, kind: str) -> None:
    assert ask(network.port, "bounty.chat", kind) == ("NOERROR", [])


def test_every_other_name_is_resolved_as_before(network: Network) -> None:
    names = ["example.org", "ado.fr", "notbounty.chat", *(line.name for line in LEFT_OUT)]
    assert {name: ask(network.port, name) for name in names} == dict.fromkeys(names, ("NOERROR", [ADDRESS]))


def test_firefox_is_asked_to_stay_with_the_networks_resolver(network: Network) -> None:
    assert ask(network.port, "use-application-dns.net") == ("NXDOMAIN", [])


def test_the_next_zone_is_read_without_a_restart_and_a_broken_one_is_not(network: Network) -> None:
    assert ask(network.port, LATER) == ("NOERROR", [ADDRESS])
    network.publish(*BLOCKED, LATER, serial=8)
    fetched = network.fetch_zone()
    assert (fetched.returncode, fetched.stdout, fetched.stderr) == (0, "", "")
    until("name of the next zone", lambda: ask(network.port, f"chat.{LATER}") == ("NOERROR", [PAGE]))
    network.break_zone()
    failed = network.fetch_zone()
    assert (failed.returncode, "is no zone" in failed.stderr) == (1, True)
    assert ask(network.port, "bounty.chat") == ("NOERROR", [PAGE])


def _visit(port: int, host: str, path: str = "/") -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/room?id=7", "/index.html", "/a/b.php", "/favicon.ico"])
def test_the_page_says_which_name_in_both_languages_whatever_was_asked_for(page: tuple[int, Path], path: str) -> None:
    answer = _visit(page[0], "www.bounty.chat", path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    said = answer.body.decode()
    assert "<bdi>www.bounty.chat</bdi> ne s’ouvre pas ici" in said
    assert "<bdi>www.bounty.chat</bdi> does not open here" in said
    assert answer.headers["cache-control"] == "no-store"


def test_a_host_that_is_no_name_cannot_write_into_the_page(page: tuple[int, Path]) -> None:
    said = [_visit(page[0], host) for host in ("<script>alert(1)</script>", "a.com'\"><b>", "a&lt.com")]
    assert 200 in {answer.status for answer in said}
    assert not [answer for answer in said if re.search(rb"<script|<b>|a&lt\.com", answer.body)]


def test_nobody_notes_who_wanted_to_go_where(page: tuple[int, Path]) -> None:
    port, place = page
    _visit(port, "secret-wish.example", "/secret-path")
    written = [path for path in place.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    assert written == []


def test_the_page_loads_nothing_from_elsewhere(page: tuple[int, Path]) -> None:
    answer = _visit(page[0], "bounty.chat")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert not [sign for sign in (b"<script", b"<img", b"<link", b"url(", b"@import") if sign in answer.body]

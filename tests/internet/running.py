"""The small internet, while it runs."""

import os
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.internet import registrations
from tests.internet.certificates import Certificates
from tests.internet.name_server import NameServer, tcp_server, udp_server
from tests.internet.socks import door
from tests.internet.standing import Standing, standings
from tests.internet.web import Request, Web
from tests.internet.world import World


class Internet:
    """A world on one of its days, on three ports of loopback. Made by `running`."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.day = 0
        self._certificates = Certificates(folder)
        self._web = Web(world.site, self._certificates)
        self._name_server = NameServer()
        self._servers = self._open()
        self.on(world.days[0])

    def on(self, day: int) -> None:
        """Let it be this day, forwards or back: every answer from now on is that day's."""
        names = standings(self.world, day)
        self.day = day
        self._web.names = names
        registry = Standing(registrations.HOST, (registrations.ADDRESS,), ("kate.ns.cloudflare.com",))
        self._name_server.names = {registrations.HOST: registry, **names}

    @property
    def resolver(self) -> tuple[str, int]:
        """Where the DNS server listens, over UDP and TCP."""
        return "127.0.0.1", int(self._servers[0].server_address[1])

    @property
    def door(self) -> tuple[str, int]:
        """Where the SOCKS5 door to the world's addresses listens."""
        return "127.0.0.1", int(self._servers[2].server_address[1])

    @property
    def authority(self) -> Path:
        """The PEM file of the authority that signed every certificate of this world."""
        return self._certificates.authority

    @property
    def environment(self) -> Mapping[str, str]:
        """The settings with which Vigie's own processes live in this world."""
        return {
            "VIGIE_RESOLVER": "{}:{}".format(*self.resolver),
            "VIGIE_EGRESS": "socks5://{}:{}".format(*self.door),
            "SSL_CERT_FILE": os.fspath(self.authority),
        }

    @property
    def requests(self) -> list[Request]:
        """Every request that a web server was asked, in order."""
        return self._web.asked

    @property
    def questions(self) -> list[tuple[str, str]]:
        """Every DNS question, in order: the name without its last dot, and the type."""
        return self._name_server.asked

    def _open(self) -> tuple[socketserver.TCPServer, ...]:
        while True:
            udp = udp_server(self._name_server)
            try:
                tcp = tcp_server(self._name_server, udp.server_address[1])
            except OSError:  # somebody else has this port over TCP
                udp.server_close()
                continue
            return udp, tcp, door(self._web.lives, self._web.visit)


@contextmanager
def running(world: World, folder: Path) -> Iterator[Internet]:
    """Run a world from its first day on, until the block ends; its authority's certificate is put in `folder`."""
    internet = Internet(world, folder)
    with ExitStack() as ends:
        for server in internet._servers:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
            thread.start()
            ends.callback(server.server_close)
            ends.callback(server.shutdown)
        yield internet

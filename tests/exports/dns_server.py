"""A DNS server of our own on loopback, and questions to it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype

ADDRESS: Final = "192.0.2.1"


def free_port() -> int:
    """A port of loopback that nobody listens on, neither UDP nor TCP."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            udp.bind(("127.0.0.1", 0))
            try:
                tcp.bind(udp.getsockname())
            except OSError:
                continue
            return int(udp.getsockname()[1])


def program(name: str) -> str:
    """Where a Debian program is; its folder is not on everybody's path."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    assert found, f"{name} is not installed; .ci/programs installs it"
    return found


@contextmanager
def running(command: Sequence[str], port: int, log: Path) -> Iterator[None]:
    """Run a server that stays in the foreground, from its first answer on."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 20
        while not _answers(port):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def knows_every_name(port: int) -> list[str]:
    """The command of a dnsmasq for which every name is at `ADDRESS`."""
    options = [
        "--keep-in-foreground",
        "--no-resolv",
        "--no-hosts",
        "--conf-file=/dev/null",
        "--pid-file",
        "--user=root",
    ]
    place = ["--bind-interfaces", "--listen-address=127.0.0.1", f"--port={port}", "--log-facility=-"]
    return [program("dnsmasq"), *options, *place, f"--address=/#/{ADDRESS}"]


def ask(port: int, name: str, kind: str = "A") -> tuple[str, list[str]]:
    """The answer's code (`NOERROR`, `NXDOMAIN`, …) and its records' texts."""
    question = dns.message.make_query(name, dns.rdatatype.from_text(kind))
    answer = dns.query.udp(question, "127.0.0.1", port=port, timeout=10)
    return dns.rcode.to_text(answer.rcode()), [record.to_text() for rrset in answer.answer for record in rrset]


def _answers(port: int) -> bool:
    question = dns.message.make_query("ready.test", dns.rdatatype.A)
    try:
        dns.query.udp(question, "127.0.0.1", port=port, timeout=0.2)
    except (dns.exception.DNSException, OSError):
        return False
    return True

"""Ports for servers that go away and come back at the same address, while other bad days are going on.

Linux gives ports from 32,768 up to whoever does not say which (net.ipv4.ip_local_port_range). A server's port that is
one of those may be somebody's connection by the time when the server comes back.
"""

import random
import socket
from contextlib import suppress
from typing import Final

NEVER_GIVEN: Final = range(10_000, 32_768)


def free_port() -> int:
    """A port of loopback that nothing listens on, and that the system gives to nobody by itself."""
    while True:
        port = random.choice(NEVER_GIVEN)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port

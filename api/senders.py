"""Tells the networks that reports come from apart, for a day, in memory. Nothing of it is stored or logged.

Rules
- A sender is a network: /24 of IPv4, /48 of IPv6. A household, or the neighbours of one, are one sender.
- A network is known by a digest under a random key. Key and digests are thrown away together at midnight (UTC).
- Each process knows its own senders only: behind several, a limit is as many times larger.
"""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Final

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

OF_ONE_NETWORK: Final = (RateLimitItemPerHour(30), RateLimitItemPerDay(100))
OF_ALL: Final = RateLimitItemPerHour(2000)
MOST_REMEMBERED: Final = 200_000  # what one day's senders reported: 20 MB


class TooMany(RuntimeError):
    """A network, or all together, sent more than is taken. `wait` is in how many seconds to try again."""

    def __init__(self, wait: int) -> None:
        super().__init__("Too many reports came at once; please send it later.")
        self.wait = wait


def network_of(peer: str | None, forwarded: str | None) -> str:
    """The network of whoever sent a request, as text; "" when nothing tells.

    `peer` is who is connected, `forwarded` the `X-Forwarded-For` header. The header is read from its end, where the
    servers in front of us wrote, and only as far as the first address that is not of our own machine or networks:
    what stands before it, anybody may have written.
    """
    known = ""
    for text in (peer or "", *reversed((forwarded or "").split(","))):
        if address := _address(text):
            known = _network(address)
            if address.is_global:
                break
    return known


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _network(address: IPv4Address | IPv6Address) -> str:
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


class Senders:
    """Today's senders, as far as this process saw them, and how much each and, unless it is None, all may send.

    Threads may share it.
    """

    def __init__(
        self, of_one_network: Sequence[RateLimitItem] = OF_ONE_NETWORK, of_all: RateLimitItem | None = OF_ALL
    ) -> None:
        self._of_one_network, self._of_all = of_one_network, of_all
        self._lock = Lock()
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._day, self._key, self._seen = "", b"", set[bytes]()

    def let_in(self, network: str) -> None:
        """Count one report of a network. Raises `TooMany`."""
        sender = self._digest(network).hex()
        for limit in self._of_one_network:
            self._hit(limit, sender)
        if self._of_all:
            self._hit(self._of_all, "all")

    @contextmanager
    def counting(self, network: str, about: str) -> Iterator[bool]:
        """Whether a network says something for the first time today. Forgotten again when the block fails.

        When no more can be remembered, nothing is said for the first time: a flood gains no weight.
        """
        said = self._digest(network, about)
        with self._lock:
            is_new = said not in self._seen and len(self._seen) < MOST_REMEMBERED
            if is_new:
                self._seen.add(said)
        try:
            yield is_new
        except BaseException:
            if is_new:
                with self._lock:
                    self._seen.discard(said)
            raise

    def _hit(self, limit: RateLimitItem, whose: str) -> None:
        if not self._limiter.hit(limit, whose):
            wait = self._limiter.get_window_stats(limit, whose).reset_time - datetime.now(UTC).timestamp()
            raise TooMany(max(1, round(wait)))

    def _digest(self, *parts: str) -> bytes:
        today = datetime.now(UTC).date().isoformat()
        with self._lock:
            if today != self._day:
                self._day, self._key, self._seen = today, secrets.token_bytes(32), set()
            key = self._key
        return hashlib.blake2b("\0".join(parts).encode(), key=key, digest_size=16).digest()

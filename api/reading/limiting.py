"""How often a network may ask. It is counted in memory for a minute, and neither stored nor logged.

A network (/24 of IPv4, /48 of IPv6) is known by one of 65 536 numbers, drawn by a key that this process made when it
began: enough to tell most of them apart, too little to tell anybody's, and never more counters however many ask. Each
process counts for itself: behind several, a limit is as many times larger.
"""

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Final

from fastapi import HTTPException, Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.senders import network_of

OF_ONE_NETWORK: Final = RateLimitItemPerMinute(600)
COUNTERS: Final = 65_536


class Askers:
    """The networks that asked in this minute. Threads may share it."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(32)

    def wait(self, network: str) -> int:
        """Count one question of a network. In how many seconds to ask again; 0: it may ask now."""
        drawn = hashlib.blake2b(network.encode(), key=self._key, digest_size=8).digest()
        asker = str(int.from_bytes(drawn) % COUNTERS)
        if self._limiter.hit(OF_ONE_NETWORK, asker):
            return 0
        left = self._limiter.get_window_stats(OF_ONE_NETWORK, asker).reset_time - datetime.now(UTC).timestamp()
        return max(1, round(left))


def let_in(request: Request) -> None:
    """Count who asks. 429 when it asks too often."""
    askers: Askers = request.app.state.askers
    peer = request.client.host if request.client else None
    wait = askers.wait(network_of(peer, request.headers.get("x-forwarded-for")))
    if wait:
        sentence = f"Your network asked more than {OF_ONE_NETWORK.amount} times in a minute; ask again in {wait} s."
        raise HTTPException(429, sentence, headers={"Retry-After": str(wait)})

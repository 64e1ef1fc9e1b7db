"""Which of many names have addresses, over c-ares, which asks ten times as fast as dnspython does.

For lists of guesses, of which most do not exist. What is to be known of a name that does is `Resolver`'s to ask.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

import aiodns
import pycares

from feeds.fetching.place import Place

_AT_ONCE: Final = 64
_ATTEMPTS: Final = 3
_NO_SUCH_RECORD: Final = pycares.errno.ARES_ENODATA


class Sweeper:
    """Asks a resolver, or the system's ones in turn, about many names at once. Belongs to no event loop.

    `seconds` is how long the first attempt waits; silence and failures are asked again, so three times in all.
    """

    def __init__(self, place: Place | None = None, *, seconds: float = 2.0) -> None:
        self._place, self._seconds = place, seconds

    async def addresses(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The addresses of those of some names that have any, sorted: IPv4, or IPv6 for a name that has no other.

        A name that nobody could say anything of is left out, as one that does not exist. Under a wildcard every name
        has addresses: compare them with those of a name that nobody registered.
        """
        asked = list(names)
        if not asked:
            return {}
        servers = [_text(self._place)] if self._place else None
        async with aiodns.DNSResolver(nameservers=servers, timeout=self._seconds, tries=_ATTEMPTS) as resolver:
            room = asyncio.Semaphore(_AT_ONCE)

            async def of(name: str) -> tuple[str, ...]:
                async with room:
                    return await _addresses(resolver, name)

            found = await asyncio.gather(*map(of, asked))
        return {name: addresses for name, addresses in zip(asked, found, strict=True) if addresses}


async def _addresses(resolver: aiodns.DNSResolver, name: str) -> tuple[str, ...]:
    for kind in ("A", "AAAA"):
        try:
            answer = (await resolver.query_dns(f"{name}.", kind)).answer
        except aiodns.error.DNSError as failure:
            if failure.args[0] != _NO_SUCH_RECORD:
                return ()
        else:
            addresses = sorted(record.data.addr for record in answer if hasattr(record.data, "addr"))
            if addresses:
                return tuple(addresses)
    return ()


def _text(place: Place) -> str:
    return f"[{place.address}]:{place.port}" if ":" in place.address else f"{place.address}:{place.port}"

"""A sweep of guessed names through a local resolver: names a second, beside other ways to ask.

The resolver is a real unbound that answers from memory, half of the names being there, so that the asking is what is
measured. `ours` is what a sweep does: it asks for the addresses, and then for a name that nobody registered under each
ending that some name was found under. The others ask one question a name.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import aiodns
import dns.asyncresolver
import dns.exception
import dns.resolver

from feeds.fetching import Fetcher, Place, Resolver, Sweeper
from feeds.hostnames import Hostname, parse
from feeds.watch.candidates import candidates, shipped
from feeds.watch.looking import Looker
from tests.exports.dns_server import free_port, program, running

NAMES: Final = 1542
_AT_ONCE: Final = 32
_CONF: Final = """server:
  do-daemonize: no
  directory: "{folder}"
  pidfile: ""
  username: ""
  chroot: ""
  use-syslog: no
  interface: 127.0.0.1
  port: {port}
  num-threads: 1
  local-zone: "." static
  local-data: "ready.test. A 192.0.2.1"
{data}
"""


def run() -> list[dict[str, str | int | float]]:
    """One row a way."""
    names = [each.name for each in islice(candidates(parse("coco.gg"), shipped()), NAMES)]
    there = names[::2]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        conf = Path(folder) / "unbound.conf"
        data = "\n".join(f'  local-data: "{name.ascii}. A 192.0.2.1"' for name in there)
        conf.write_text(_CONF.format(folder=folder, port=port, data=data), encoding="utf-8")
        with running([program("unbound"), "-c", str(conf)], port, Path(folder) / "log"):
            return [_row(way, names, asking, port) for way, asking in _WAYS.items()]


def _row(way: str, names: list[Hostname], asking: "Asking", port: int) -> dict[str, str | int | float]:
    begin, busy = time.perf_counter(), time.process_time()
    found = asking(names, port)
    paces = {"names/s": time.perf_counter() - begin, "names/s of CPU": time.process_time() - busy}
    return {"way": way, "names": len(names), "found": found, **{pace: len(names) / s for pace, s in paces.items()}}


def _ours(names: list[Hostname], port: int) -> int:
    async def sweep() -> int:
        resolver = Resolver(Place("127.0.0.1", port))
        fetcher = Fetcher(contact="http://127.0.0.1/", resolver=resolver)
        sweeper = Sweeper(Place("127.0.0.1", port))
        looker = Looker(fetcher, resolver, sweeper, looks_a_second=1, clock=lambda: datetime.now(UTC))
        return len(await looker.standing(names))

    return asyncio.run(sweep())


def _one_after_another(names: list[Hostname], port: int) -> int:
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], port
    found = 0
    for name in names:
        with suppress(dns.exception.DNSException):
            found += len(resolver.resolve(f"{name}.", "A")) > 0
    return found


def _dnspython_at_once(names: list[Hostname], port: int) -> int:
    async def sweep() -> int:
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], port

        async def ask(name: str) -> bool:
            with suppress(dns.exception.DNSException):
                return len(await resolver.resolve(f"{name}.", "A")) > 0
            return False

        return await _together(names, ask)

    return asyncio.run(sweep())


def _aiodns_at_once(names: list[Hostname], port: int) -> int:
    async def sweep() -> int:
        resolver = aiodns.DNSResolver(nameservers=[f"127.0.0.1:{port}"])

        async def ask(name: str) -> bool:
            with suppress(aiodns.error.DNSError):
                return bool(await resolver.query_dns(name, "A"))
            return False

        return await _together(names, ask)

    return asyncio.run(sweep())


async def _together(names: Iterable[Hostname], ask: Callable[[str], Awaitable[bool]]) -> int:
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> bool:
        async with room:
            return await ask(name)

    return sum(await asyncio.gather(*(one(name.ascii) for name in names)))


Asking = Callable[[list[Hostname], int], int]
_WAYS: Final[dict[str, Asking]] = {
    "ours": _ours,
    "dnspython, one after another": _one_after_another,
    "dnspython, 32 at once": _dnspython_at_once,
    "aiodns (c-ares), 32 at once": _aiodns_at_once,
}

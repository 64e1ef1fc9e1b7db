"""Looking at names, at a steady rate, and weighing what they show. Opens no database."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from feeds.fetching import Fetched, Fetcher, Resolver, Sweeper
from feeds.hostnames import Hostname
from feeds.watch.observing import Observation, Observed, probe
from feeds.watch.verdicts import Verdict, weigh

AGAIN_AFTER: Final = timedelta(days=7)
"""For so long a name that is not the Site is left alone, unless its addresses change."""
_CATCH_ALL: Final = 3  # names of one batch with one page


@dataclass(frozen=True, slots=True)
class Remembered:
    """A name that was looked at before: when, and the digest of its addresses then."""

    at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A name, what it showed, and what that makes it to the old one."""

    new: Observed
    verdict: Verdict

    @property
    def name(self) -> str:
        """The name that was looked at."""
        return self.new.observation.name

    @property
    def answer(self) -> str:
        """The digest of its addresses."""
        return digest_of(self.new.observation.dns.addresses)


class Looker:
    """Looks at names through a fetcher and a resolver, no more than `looks_a_second` of them.

    `clock` says the moment (UTC) that Observations carry. `downloader` is a fetcher with room for lists of names.
    Belongs to one event loop.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        resolver: Resolver,
        sweeper: Sweeper,
        *,
        looks_a_second: float,
        clock: Callable[[], datetime],
        downloader: Fetcher | None = None,
    ) -> None:
        self._fetcher, self._resolver, self._sweeper = fetcher, resolver, sweeper
        self._downloader = downloader or fetcher
        self._gap, self._free_at = 1 / looks_a_second, 0.0
        self.clock = clock

    async def look(self, name: Hostname) -> Observed:
        """Look at a name when it is our turn. Raises nothing."""
        now = asyncio.get_running_loop().time()
        turn = max(now, self._free_at)
        self._free_at = turn + self._gap
        await asyncio.sleep(turn - now)
        return await probe(name, self._fetcher, self._resolver, self.clock())

    async def download(self, address: str) -> Fetched:
        """Get a list of names. Raises `FetchFailed`."""
        return await self._downloader.get(address, accept="*/*")

    async def compare(self, history: Sequence[Observation], names: Iterable[Hostname]) -> list[Compared]:
        """Look at names, and weigh each against what was seen of the old one (one Observation at least)."""
        found = await asyncio.gather(*(self.look(name) for name in names))
        return without_catch_alls([Compared(new, weigh(history, new.observation)) for new in found])

    async def standing(self, names: Sequence[Hostname]) -> dict[Hostname, tuple[str, ...]]:
        """The addresses of those of some names that have any of their own, in order; under a wildcard none has."""
        found = await self._sweeper.addresses(name.ascii for name in names)
        suffixes = sorted({name.suffix for name in names if name.ascii in found})
        nobody = {suffix: f"{secrets.token_hex(12)}.{suffix}" for suffix in suffixes}
        wild = await self._sweeper.addresses(nobody.values())
        standing = {name: found[name.ascii] for name in names if name.ascii in found}
        return {name: own for name, own in standing.items() if {*own} - {*wild.get(nobody[name.suffix], ())}}


def digest_of(addresses: Iterable[str]) -> str:
    """SHA-256, in hex, of a name's IPv4 addresses, or of all when it has none."""
    known = sorted(addresses)
    return hashlib.sha256(" ".join([each for each in known if ":" not in each] or known).encode()).hexdigest()


def worth_a_look(
    standing: Mapping[Hostname, tuple[str, ...]], remembered: Mapping[str, Remembered], at: datetime
) -> list[Hostname]:
    """Those of the names that stand which are new, answer otherwise than before, or were not looked at for a week."""
    return [name for name, found in standing.items() if not _is_fresh(remembered.get(name.ascii), found, at)]


def _is_fresh(before: Remembered | None, addresses: tuple[str, ...], at: datetime) -> bool:
    return before is not None and before.answer == digest_of(addresses) and at - before.at < AGAIN_AFTER


def without_catch_alls(compared: Sequence[Compared]) -> list[Compared]:
    """The same, but that a page which several names show is nobody's clone: a registrar shows it under every name."""
    pages = [_page(each) for each in compared]
    shared = {page for page in pages if page is not None and pages.count(page) >= _CATCH_ALL}
    return [
        Compared(each.new, _nobody(each.verdict)) if page in shared and each.verdict.verdict == "clone" else each
        for each, page in zip(compared, pages, strict=True)
    ]


def _page(compared: Compared) -> Collection[object] | None:
    page = compared.new.observation.page
    return None if page is None else (page.tag_sketch, page.word_sketch)


def _nobody(verdict: Verdict) -> Verdict:
    return Verdict("unrelated", round(1 - verdict.score, 3), verdict.evidence)

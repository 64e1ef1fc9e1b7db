"""Plays the worlds of the small internet, looks at them with the Watch's own probe, and keeps what it found."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from feeds.fetching import Fetcher, Limits, Place, Resolver
from feeds.hostnames import parse
from feeds.watch.observing import Observation, probe
from feeds.watch.verdicts import Verdict, weigh
from tests.internet.reading import WORLDS, read
from tests.internet.running import Internet, running
from tests.internet.world import Expectation, World

_PATIENCE = Limits(step_seconds=1.0, total_seconds=3.0)  # a world's servers answer at once, or never


@dataclass(frozen=True, slots=True)
class Told:
    """What a world expects, and what the Watch makes of it: with the history it was given, and without."""

    world: str
    kind: str
    expectation: Expectation
    verdict: Verdict
    at_once: Verdict

    @property
    def wanted(self) -> str:
        """The right word."""
        return self.expectation.verdict[0]

    @property
    def right(self) -> bool:
        """Whether the word is the right one, or one that may be said too."""
        return self.verdict.verdict in self.expectation.verdict


def worlds(chosen: str) -> list[Path]:
    """The files of a set: `calibration` or `held`."""
    return [file for file in sorted(WORLDS.glob("*.toml")) if read(file).set == chosen]


def told(file: Path) -> list[Told]:
    """Play a world and weigh everything that it expects."""
    world = read(file)
    with TemporaryDirectory() as folder, running(world, Path(folder)) as internet, trusting(internet):
        return [asyncio.run(_tell(file.stem, world, internet, expectation)) for expectation in world.expect]


async def _tell(name: str, world: World, internet: Internet, expectation: Expectation) -> Told:
    resolver = Resolver(Place(*internet.resolver), seconds=1.0)
    fetcher = Fetcher(contact="http://127.0.0.1/", resolver=resolver, egress=Place(*internet.door), limits=_PATIENCE)

    async def look(hostname: str, day: int) -> Observation:
        internet.on(day)
        return (await probe(parse(hostname), fetcher, resolver, world.moment(day))).observation

    history = [await look(expectation.old, day) for day in (*expectation.history, expectation.day)]
    new = await look(expectation.new, expectation.day)
    return Told(name, world.kind, expectation, weigh(history, new), weigh(history[-1:], new))


@contextmanager
def trusting(internet: Internet) -> Iterator[None]:
    """Let this process trust the certificates of a world."""
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(internet.authority)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SSL_CERT_FILE"]
        else:
            os.environ["SSL_CERT_FILE"] = before

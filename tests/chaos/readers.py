"""Those who read a feed at a place of a CDN: devices of both kinds, and somebody who asks for what is not there yet."""

import http.client
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from feeds.release.folder import FeedFolder
from tests.chaos.caching import Place

KINDS: Final = {
    "python-tuf": (sys.executable, "-m", "tests.chaos.reading"),
    "extension": ("node", "tests/chaos/reading.mjs"),
}
HEALS: Final = frozenset({"missing", "network"})
"""Refusals that the next look may mend. Any other says that what was read does not fit together."""
AHEAD: Final = 12
"""How many versions ahead somebody asks for, to have a cache keep the wrong answer."""
PAUSE: Final = 0.3
_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True)
class Reader:
    """A process that reads without end."""

    name: str
    log: Path

    def looks(self) -> list[dict[str, Any]]:
        """What it saw, in order; a line that is being written is left out."""
        lines = self.log.read_text().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def serials(self) -> list[int]:
        """The Releases that it saw, in order."""
        return [look["serial"] for look in self.looks() if "serial" in look]

    def refusals(self) -> list[dict[str, Any]]:
        """The looks that came to nothing."""
        return [look for look in self.looks() if "refusal" in look]

    def lost(self, truth: Mapping[int, Mapping[str, str]]) -> list[str]:
        """What a reader must never see: files that no Release had together, one older than the last, a misfit."""
        looks = self.looks()
        misfits = [f"{look['refusal']}: {look['why']}" for look in looks if look.get("refusal") not in {None, *HEALS}]
        whole = [look for look in looks if "serial" in look]
        mixes = [f"a mix: {look}" for look in whole if look != {"serial": look["serial"], **truth[look["serial"]]}]
        serials = self.serials()
        back = [f"{after} after {before}" for before, after in pairwise(serials) if after < before]
        return [f"{self.name} saw {what}" for what in (*misfits, *mixes, *back)]


@contextmanager
def readers(folder: Path, feed: Path, there: Place, *, of_each: int) -> Iterator[list[Reader]]:
    """Let readers of both kinds read at a place until the block ends."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(_reader(folder / f"{name}-{number}.jsonl", *command, there.address, str(feed)))
            for name, command in KINDS.items()
            for number in range(of_each)
        ]


@contextmanager
def _reader(log: Path, *command: str) -> Iterator[Reader]:
    *words, feed = command
    with log.open("wb") as out:
        process = subprocess.Popen([*words, f"{feed}/1.root.json"], cwd=_ROOT, stdout=out)
        try:
            yield Reader(log.stem, log)
            assert process.poll() is None, f"{log.stem} ended by itself"
        finally:
            process.kill()
            process.wait()


@contextmanager
def prober(feed: Path, there: Place) -> Iterator[Counter[int]]:
    """Somebody who asks a place for files of versions to come, again and again; counts the answers by status."""
    answers: Counter[int] = Counter()
    ended = threading.Event()
    thread = threading.Thread(target=_probe, args=(FeedFolder(feed), there, answers, ended))
    thread.start()
    try:
        yield answers
    finally:
        ended.set()
        thread.join()


def _probe(feed: FeedFolder, there: Place, answers: Counter[int], ended: threading.Event) -> None:
    connection = http.client.HTTPConnection(there.host, timeout=20)
    while not ended.wait(PAUSE):
        out = feed.out()
        assert out is not None
        for role, version in (("targets", out.serial), ("snapshot", out.snapshot.version)):
            for number in range(version + 1, version + AHEAD):
                connection.request("GET", f"/feed/{number}.{role}.json")
                answer = connection.getresponse()
                answer.read()
                answers[answer.status] += 1
    connection.close()

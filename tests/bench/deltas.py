"""Bytes of a whole update when 1 % of the lines changed, half of them gone and half new; and what making it takes.

Goals for our delta, from real lists: 77, 504 and 3 691. "Facts" is a delta in which 1 % of the names got another
status, as when the Watch comes back from its round. Medians of several draws, for five names are few.
"""

import gzip
import random
import statistics
import time
from collections.abc import Callable

import brotli

from feeds.registry.words import Status
from feeds.release import delta, names_file
from feeds.release.snapshot import ListedName
from tests.bench import kinto_records
from tests.bench.names import synthetic

DRAWS = {1_000: 25, 10_000: 7, 100_000: 1}


def run() -> list[dict[str, str | int | float]]:
    """One row a size. Brotli at quality 11, gzip at 9."""
    return [_row(count, draws) for count, draws in DRAWS.items()]


def _row(count: int, draws: int) -> dict[str, str | int | float]:
    drawn = [_sizes(count, random.Random(seed)) for seed in range(draws)]
    return {"names": count, **{what: statistics.median(sizes[what] for sizes in drawn) for what in drawn[0]}}


def _sizes(count: int, dice: random.Random) -> dict[str, float]:
    half = count // 200
    names = dice.sample(synthetic(count + half), count + half)
    gone, stay, new = names[:half], names[half:count], names[count:]
    before, after = names_file.encode(gone + stay), names_file.encode(stay + new)
    change, seconds = _timed(lambda: delta.encode(before, after))
    closed = names_file.encode([*map(_other, stay[: 2 * half]), *gone, *stay[2 * half :]])
    return {
        "vigie delta": len(brotli.compress(change)),
        "facts": len(brotli.compress(delta.encode(before, closed))),
        "vigie whole": len(brotli.compress(after)),
        "Kinto changes, gzip": len(
            gzip.compress(kinto_records.changes(kinto_records.records(gone), kinto_records.records(new, 2)), 9)
        ),
        "made in, s": seconds,
    }


def _other(listed: ListedName) -> ListedName:
    status = Status.ACTIVE if listed.status is Status.CLOSED else Status.CLOSED
    return ListedName(listed.name, listed.category, status, listed.stance)


def _timed(work: Callable[[], bytes]) -> tuple[bytes, float]:
    begin = time.perf_counter()
    made = work()
    return made, time.perf_counter() - begin

"""A release of synthetic names: build, sign, write, verify as a client would; beside a plain sorted list on disk."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from feeds.release.snapshot import ListedName, Snapshot
from tests.bench.names import synthetic
from tests.release.feeds_for_tests import found, snapshot

RUNS = 3


def run() -> list[dict[str, str | int | float]]:
    """One row a size, medians of three."""
    return [_row(count) for count in (1_000, 10_000, 50_000)]


def _row(count: int) -> dict[str, str | int | float]:
    names = synthetic(count)
    ours = statistics.median(_seconds(lambda folder: _release(folder, names)) for _ in range(RUNS))
    plain = statistics.median(_seconds(lambda folder: _write_plain(folder, names)) for _ in range(RUNS))
    return {"names": count, "release, s": ours, "plain list, s": plain, "ratio": ours / plain}


def _release(folder: Path, names: list[ListedName]) -> None:
    feed = found(folder, datetime.now(UTC))
    told = snapshot(*(listed.name for listed in names))
    whole = Snapshot(names, told.sites, told.helplines)
    feed.publish_these(whole, datetime.now(UTC))


def _write_plain(folder: Path, names: list[ListedName]) -> None:
    with (folder / "names.txt").open("w", encoding="ascii") as stream:
        stream.writelines(f"{name}\n" for name in sorted(listed.name for listed in names))
        stream.flush()
        os.fsync(stream.fileno())


def _seconds(work: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        work(Path(folder))
        return time.perf_counter() - begin

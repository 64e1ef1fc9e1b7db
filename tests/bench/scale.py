"""The build at scale: plan, sign, write, compress and verify a release of synthetic names, in a process of its own.

`full` is the first release of so many names; `after 0.1 %` is the next one, with one name in a thousand exchanged. Time
is in seconds, peak memory in MB, both of the whole process.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from feeds.release.snapshot import ListedName, Snapshot
from tests.bench.names import synthetic
from tests.release.feeds_for_tests import found, snapshot

SIZES = (10_000, 100_000, 1_000_000)


def run() -> list[dict[str, str | int | float]]:
    """One row a size."""
    return [json.loads(subprocess.check_output([sys.executable, "-m", __name__, str(count)])) for count in SIZES]


def _measure(count: int) -> dict[str, int | float]:
    names = synthetic(count + count // 1000)
    first, second = _values(names[:count]), _values(names[count // 1000 :])
    with tempfile.TemporaryDirectory() as folder:
        feed = found(Path(folder), datetime.now(UTC))
        begin = time.perf_counter()
        feed.publish_these(first, datetime.now(UTC))
        full = time.perf_counter()
        feed.publish_these(second, datetime.now(UTC))
        again = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "names": count,
        "full, s": full - begin,
        "µs a name": (full - begin) / count * 1e6,
        "after 0.1 %, s": again - full,
        "peak, MB": peak,
    }


def _values(names: list[ListedName]) -> Snapshot:
    told = snapshot(*(listed.name for listed in names))
    return Snapshot(names, told.sites, told.helplines)


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))

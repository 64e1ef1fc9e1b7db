"""The build at scale: plan, sign, write, compress and verify a release of synthetic names, in a process of its own.

`full` is the first release of so many names; `after 0.1 %` is the next one, with one name in a thousand exchanged, and
`of full` its share. `dense` is what the dense compressed forms cost, which are made every six hours at most, whatever
the number of releases; `of all` is the share of a release and these together. In seconds of the processor, so that
other work on the machine does not count; peak memory in MB, of the whole process.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from feeds.release import publishing
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
        full = _seconds(lambda: feed.publish_these(first, datetime.now(UTC)))
        dense = _seconds(lambda: publishing.condense(feed.folder))
        after = _seconds(lambda: feed.publish_these(second, datetime.now(UTC)))
    return {
        "names": count,
        "full, s": full,
        "µs a name": full / count * 1e6,
        "dense, s": dense,
        "after 0.1 %, s": after,
        "of full": after / full,
        "of all": after / (full + dense),
        "peak, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _values(names: list[ListedName]) -> Snapshot:
    told = snapshot(*(listed.name for listed in names))
    return Snapshot(names, told.sites, told.helplines)


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))

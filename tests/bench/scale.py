"""The build at scale: plan, sign, write, compress and verify a release of synthetic names, in a process of its own.

`full` is the first release of so many names, made of values; `after 0.1 %` is the next one, an amendment of it by one
Site for each thousand names, and `of full` its share. `dense` is what the dense compressed forms cost, and those of the
long lists, which are made after a release, and for both kinds alike. In seconds of the processor, so that other work on
the machine does not count; peak memory in MB, of the whole process.
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

from feeds.registry.words import Stance, Status
from feeds.release import upkeep
from feeds.release.snapshot import Amendment, ListedName
from tests.bench.names import synthetic
from tests.release.feeds_for_tests import found
from tests.release.registries_for_tests import Dossier, amendment, dossier, registry

SIZES = (10_000, 100_000, 1_000_000)
NAMES_A_SITE = 3
FACTS_OF_NEW = ("anonymous-chat", Status.ACTIVE, Stance.WARN)


def run() -> list[dict[str, str | int | float]]:
    """One row a size."""
    return [json.loads(subprocess.check_output([sys.executable, "-m", __name__, str(count)])) for count in SIZES]


def _measure(count: int) -> dict[str, int | float]:
    dossiers = _dossiers(synthetic(count))
    first = registry(dossiers.values())
    change = _exchanged(dossiers, count // 1000)
    with tempfile.TemporaryDirectory() as folder:
        feed = found(Path(folder), datetime.now(UTC))
        full = _seconds(lambda: feed.publish_these(first, datetime.now(UTC)))
        dense = _seconds(lambda: upkeep.condense(feed.folder))
        after = _seconds(lambda: feed.publish_amended(change, datetime.now(UTC)))
    return {
        "names": count,
        "full, s": full,
        "µs a name": full / count * 1e6,
        "dense, s": dense,
        "after 0.1 %, s": after,
        "of full": after / full,
        "peak, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _dossiers(names: list[ListedName]) -> dict[str, Dossier]:
    """Sites of three names each."""
    parts = [names[start : start + NAMES_A_SITE] for start in range(0, len(names), NAMES_A_SITE)]
    return {f"site-{number}": dossier(f"site-{number}", part) for number, part in enumerate(parts)}


def _exchanged(dossiers: dict[str, Dossier], count: int) -> Amendment:
    """As many Sites, from all over the list, with another name in the place of their first."""
    touched = list(dossiers)[:: max(1, len(dossiers) // count)][:count]
    now = {slug: dossier(slug, [ListedName(f"new-{slug}.example", *FACTS_OF_NEW)]) for slug in touched}
    return amendment(touched, now)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))

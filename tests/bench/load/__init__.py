"""Everything at once: readers, passers-by, families, programs, curators, Releases going out, and the Watch, for ten
minutes on one PostgreSQL.

Of each kind of question, how long it took from the moment when it was due, in milliseconds, and how many failed. Of
each part of the installation, memory (MB, resident) and open files: the median, the most (under p99), and by how much
they grow an hour, from `low` to `high` with 95 % of confidence, in the second half of the time. `grows` is whether it
surely gained more than a hundredth of what it is in that half. `python -m tests.bench.load` shows memory at eleven
moments as well.

Ten minutes see the end of a curve that levels out, so that they show a slope where there is no leak: read it beside the
memory at the moments. What levels out:

- The web worker: 292 MB after half a minute, 300 after three, 302 after six, 303 after nine. The number of Python's
  blocks went up and down between 1.22 and 1.27 million, and of the C library's memory 78 to 79 MB were in use. One kind
  of object grew in a line, one a second: the lock of each count of reports, two for a network, which goes with its hour
  or its day.
- The schedule: with something approved every 1.25 seconds, Python's objects were 354 kB fewer after two minutes more
  (tracemalloc). Of the C library's memory 64 MB were in use throughout, but its heaps kept 8 to 33 MB that were free,
  in steps of 7 to 10 MB, one whenever a Release was made in a heap that had made none before. `own_memory.give_back`
  ended that: 2 to 3 MB are free. In twelve minutes: 213.4 MB after four, 213.3 after seven, 215.2 from eight to twelve.
- The Watch: its heaps keep what the first turn leaves in pieces, 42 to 66 MB, and no more with each turn; before
  `give_back` that rose. Of Python's objects, two minutes of turns without a pause leave 201 kB less than there were. In
  twelve minutes: 338.8 MB after two, 339.0 after seven, 339.4 after twelve.

VIGIE_BENCH_MINUTES says for how long; `python -m tests.bench.load 360` is six hours of it, with a picture.
"""

import os
import shutil
import statistics
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from tests.bench.load import drawing, moments, pacing
from tests.bench.load.askers import Askers
from tests.bench.load.pacing import Kind
from tests.bench.load.sampling import Sampler, Samples
from tests.bench.load.slopes import slope
from tests.bench.load.standing import standing
from tests.serving import nginx

MINUTES: Final = 10.0
SAMPLES: Final = 300
PICTURE: Final = Path("bench-load.svg")
Row = dict[str, str | int | float]


def run() -> list[Row]:
    """One row a kind of question, and two a part of the installation; none where nginx is missing."""
    if not shutil.which("nginx") and not Path(nginx.NGINX).exists():
        return []
    rows, _ = under_load(float(os.environ.get("VIGIE_BENCH_MINUTES", MINUTES)))
    return rows


def under_load(minutes: float) -> tuple[list[Row], list[Row]]:
    """Put an installation under load for so long; draws its memory into `bench-load.svg`.

    The rows that `run` returns, and the memory (MB) of each part at eleven moments.
    """
    seconds = 60 * minutes
    with tempfile.TemporaryDirectory(prefix="vigie-load-") as folder, standing(Path(folder)) as there:
        askers = Askers(there.front, there.back, there.tokens, there.desk)
        kinds = askers.kinds()
        with Sampler(there.processes, seconds / SAMPLES) as sampled:
            pacing.run(kinds, seconds)
        askers.close()
    PICTURE.write_text(drawing.curves(f"Memory in {minutes:g} minutes of mixed load", sampled.memory), "utf-8")
    rows = [_answered(kind) for kind in kinds]
    rows += [_held(f"{name}, MB", samples) for name, samples in sampled.memory.items()]
    rows += [_held(f"{name}, files", samples) for name, samples in sampled.files.items()]
    return rows, moments.table(sampled.memory)


def _answered(kind: Kind) -> Row:
    for sentence, times in Counter(kind.failed).most_common(3):
        print(f"  {kind.name}: {times} times {sentence}")
    took = sorted(kind.took) or [0.0]
    row: Row = {"what": kind.name, "asked": len(kind.took) + len(kind.failed), "failed": len(kind.failed)}
    row |= {"median": statistics.median(took) * 1e3, "p99": took[int(0.99 * (len(took) - 1))] * 1e3}
    return row | {"an hour": "", "low": "", "high": "", "grows": ""}


def _held(name: str, samples: Samples) -> Row:
    grows = slope(samples)
    values = sorted(value for _, value in samples)
    row: Row = {"what": name, "asked": "", "failed": "", "median": statistics.median(values), "p99": values[-1]}
    row |= {"an hour": grows.an_hour, "low": grows.low, "high": grows.high}
    return row | {"grows": "no" if grows.is_flat else "yes"}

"""Requests a second, as wrk counts them: the server on one core, wrk on the other."""

import os
import re
import statistics
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

SERVER_CORE: Final = 0
CLIENT_CORE: Final = 1
SECONDS: Final = 2
RUNS: Final = 3


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Whatever is started in the block runs on one core for good."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def pace(url: str, headers: Mapping[str, str], connections: int = 32) -> float:
    """Requests a second. Raises `AssertionError` when an answer is an error."""
    words = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", *words, url]
    with pinned(CLIENT_CORE):
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s*([0-9.]+)", said)
    assert found, said
    return float(found[1])


def median_pace(url: str, headers: Mapping[str, str], connections: int) -> float:
    """The median of three runs, for a server that is measured alone."""
    return statistics.median(pace(url, headers, connections) for _ in range(RUNS))

"""Memory: a process that leaks, one that the kernel kills, one that gets none."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from feeds.release.folder import POINTER
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.processes import PATIENCE, House, Service, house
from tests.chaos.traffic import BREATH, approve_name, ask, counted, read, report, until_out

MEBIBYTE: Final = 1 << 20
# Python runs this before anything else of its own, in every process that finds it. One process leaks, once it may.
LEAKING: Final = """
import os, sys, threading, time

def leak():
    while True:
        try:
            os.rename({begin!r}, {begin!r} + "-begun")
            break
        except FileNotFoundError:
            time.sleep(0.1)
    kept = []
    while len(kept) < 64:
        kept.append(b"x" * {each})
        time.sleep(0.5)

if any({word!r} in said for said in sys.orig_argv):
    threading.Thread(target=leak, daemon=True).start()
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    """An installation of its own."""
    with house(tmp_path / "house") as made:
        yield made


class Leak:
    """A folder for PYTHONPATH, by which one process with this word in its command leaks."""

    def __init__(self, folder: Path, word: str, each: int) -> None:
        folder.mkdir()
        self.path, self._begin = os.fspath(folder), folder / "begin"
        program = LEAKING.format(word=word, each=each, begin=os.fspath(self._begin))
        (folder / "sitecustomize.py").write_text(program)

    def begin(self) -> None:
        """Let it leak `each` bytes every half a second from now on."""
        self._begin.touch()


def test_a_web_worker_that_leaks_is_replaced_and_the_feed_is_served_meanwhile(
    made: House, tmp_path: Path, outcome: Outcome
) -> None:
    leak = Leak(tmp_path / "leak", "spawn_main", 64 * MEBIBYTE)
    service = made.serve(PYTHONPATH=leak.path)
    service.until_ready()
    worker, asked, refused, largest = worker_of(service), 0, 0, 0
    leak.begin()
    while Path(f"/proc/{worker}").exists():
        refused += ask(f"{service.address}/feed/{POINTER}")[0] != 200
        asked, largest = asked + 1, max(largest, resident(worker))
        time.sleep(BREATH)
    assert "RSS over threshold" in service.said
    assert report(service.address, 1)[0] == 202
    assert refused < asked / 100
    told = f"replaced at {largest // MEBIBYTE} MB; of {asked} requests meanwhile {refused} had no answer"
    outcome("a web worker leaks", told, 1 - counted(made))


def test_a_watch_that_leaks_begins_anew(made: House, tmp_path: Path, outcome: Outcome) -> None:
    leak = Leak(tmp_path / "leak", "watch", 64 * MEBIBYTE)
    leak.begin()
    nowhere = "postgresql+psycopg://vigie@127.0.0.1:1/vigie"  # turns of a Watch without its database are short
    watch = made.watch(PYTHONPATH=leak.path, VIGIE_DATABASE_URL=nowhere)
    watch.until_said("begins anew")
    until("Watch that is small again", lambda: 0 < resident(watch.pid) < 400 * MEBIBYTE)
    assert watch.code is None
    outcome("a Watch leaks", "it begins anew between two turns, beyond 512 MB", 0)


def test_a_web_worker_that_the_kernel_kills_is_replaced_and_nothing_that_was_answered_is_lost(
    made: House, outcome: Outcome
) -> None:
    service = made.serve()
    service.until_ready()
    taken, enough = list[int](), threading.Event()

    def family(first: int) -> None:
        household = first
        while not enough.is_set():
            taken.append(report(service.address, household)[0])
            household += 4
            enough.wait(0 if taken[-1] else 0.2)  # whoever gets no answer waits a little

    with ThreadPoolExecutor(4) as families:
        for first in range(4):
            families.submit(family, first)
        until("reports", lambda: taken.count(202) > 20)
        worker = worker_of(service)
        os.kill(worker, signal.SIGKILL)
        killed_after = len(taken)
        until("reports to a new worker", lambda: taken[killed_after:].count(202) > 20, PATIENCE)
        enough.set()
    assert worker_of(service) != worker
    failed = len(taken) - taken.count(202)
    lost = max(0, taken.count(202) - counted(made))
    outcome("the web worker is killed (OOM)", f"a new one answers; {failed} of {len(taken)} got no answer", lost)


def test_when_the_service_itself_is_killed_its_worker_ends_with_it(made: House, outcome: Outcome) -> None:
    service = made.serve()
    service.until_ready()
    worker = worker_of(service)
    os.kill(service.pid, signal.SIGKILL)
    service.wait()
    until("worker that ended", lambda: not Path(f"/proc/{worker}").exists())
    read(made)
    again = made.serve("again")
    again.until_ready()
    outcome("the service is killed (OOM)", "its worker ends with it; started again, it goes on", 0)


def test_a_release_that_gets_no_memory_leaves_the_one_before_and_is_made_when_there_is_some(
    made: House, outcome: Outcome
) -> None:
    service = made.serve()
    service.until_ready()
    before = read(made)
    limit(service.pid, writable(service.pid) + MEBIBYTE // 4)
    approve_name(made, "coco-later.chat")
    service.until_said("MemoryError")
    assert read(made) == before
    assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
    limit(service.pid, None)
    until_out(made, "coco-later.chat")
    outcome("no memory for a release", "the one before stays out; made when there is some", 0)


def worker_of(service: Service) -> int:
    """The pid of the web worker."""
    return next(pid for pid in service.children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes())


def resident(pid: int) -> int:
    """The memory of a process, in bytes; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def writable(pid: int) -> int:
    """The memory that a process may write to, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmData:")[2].split()[0]) * 1024


def limit(pid: int, size: int | None) -> None:
    """Let a process have this much memory to write to and no more; None for as much as it likes."""
    subprocess.run(["prlimit", "--pid", str(pid), f"--data={size or 'unlimited'}:unlimited"], check=True)

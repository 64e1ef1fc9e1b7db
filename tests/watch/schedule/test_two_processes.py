"""Several processes share the work on one PostgreSQL, and none of it is done twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from api.database import Database
from feeds.watch import due
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due
from tests.conftest import NOON, fresh_postgresql

ROWS = 60
LEASE = timedelta(minutes=30)
WORKER = """
import sys
from datetime import datetime, timedelta
from api.database import Database
from feeds.watch import due

url, worker, at, stop_after = sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3]), int(sys.argv[4])
database, done = Database(url), 0
while True:
    with database.write() as session:
        rows = due.claim(session, worker, at, lease=timedelta(minutes=30), most=1)
    if not rows:
        break
    print(rows[0].subject, flush=True)
    if done == stop_after:
        sys.stdin.read()  # in the middle of a look, until somebody ends it
    with database.write() as session:
        due.done(session, rows[0], next_at=at + timedelta(days=1))
    done += 1
"""


@pytest.fixture
def url(postgresql: str) -> Iterator[str]:
    with fresh_postgresql(postgresql, "template_vigie") as url:
        database = Database(url)
        with database.write() as session:
            for number in range(ROWS):
                session.add(Due(kind=DueKind.NAME, subject=f"name-{number}.example.com", due_at=NOON))
        database.close()
        yield url


def _start(url: str, name: str, *, stop_after: int = -1, at: timedelta = timedelta(0)) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WORKER, url, name, (NOON + at).isoformat(), str(stop_after)]
    root = Path(__file__).parents[3]
    pipe = subprocess.PIPE
    return subprocess.Popen(arguments, cwd=root, stdin=pipe, stdout=pipe, text=True)


def _did(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.split()


def test_each_due_item_is_done_once(url: str) -> None:
    processes = [_start(url, name) for name in ("one", "two")]
    did = [_did(process) for process in processes]
    assert Counter(did[0] + did[1]) == dict.fromkeys((f"name-{number}.example.com" for number in range(ROWS)), 1)


def test_what_a_killed_process_had_in_hand_is_done_by_another_once_its_claim_runs_out(url: str) -> None:
    killed = _start(url, "killed", stop_after=3)
    assert killed.stdout is not None
    held = [killed.stdout.readline().strip() for _ in range(4)]
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(timeout=60)
    assert len(_did(_start(url, "early"))) == ROWS - 4
    late = _did(_start(url, "late", at=LEASE))
    assert late == held[3:]


def test_an_uncommitted_claim_keeps_nobody_waiting(url: str) -> None:
    database = Database(url)
    with database.write() as session:
        mine = due.claim(session, "slow", NOON, lease=LEASE, most=1)
        quick = _did(_start(url, "quick"))  # ends while our transaction is open
        assert len(quick) == ROWS - 1
        assert mine[0].subject not in quick
    database.close()


def test_a_transaction_that_stands_still_is_ended_by_the_database(url: str) -> None:
    database = Database(url)
    with database.read() as session:
        assert session.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one() == "5min"
    database.close()

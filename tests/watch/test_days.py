"""`vigie watch` itself, as processes in a world whose days pass.

The clock of these processes is set by faketime, as the days of the world are; everything else is as an operator has it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from api.database import Database
from feeds.review.tables import Proposal
from feeds.watch.tables import Due, Finding, ObservationRow
from tests.exports.dns_server import program
from tests.internet.reading import find, read
from tests.internet.running import Internet, running
from tests.review.proposing import approve, propose
from tests.watch.watching import SITE

ROOT = Path(__file__).parents[2]
VIGIE = "import sys; from api.cli import main; sys.argv[0] = 'vigie'; main()"


class Operator:
    """Somebody who keeps an installation in a world."""

    def __init__(self, internet: Internet, folder: Path) -> None:
        self.internet = internet
        self.database = Database(f"sqlite:///{folder / 'vigie.db'}")
        self.database.migrate()
        self._environment = {**os.environ, **internet.environment, "VIGIE_DATA_DIR": str(folder)}
        self._environment |= {"VIGIE_WATCH_RATE": "100", "TZ": "UTC"}

    def starts(self, *arguments: str, day: int | None = None) -> subprocess.Popen[str]:
        """Start `vigie` with some arguments, on a day of the world."""
        if day is not None:
            self.internet.on(day)
        at = self.internet.world.moment(self.internet.day).strftime("%Y-%m-%d %H:%M:%S")
        command = [program("faketime"), at, sys.executable, "-c", VIGIE, *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=pipe, stderr=pipe, text=True)

    def runs(self, *arguments: str, day: int) -> str:
        """Run it to its end, and return what it printed."""
        process = self.starts(*arguments, day=day)
        output, errors = process.communicate(timeout=180)
        assert process.returncode == 0, errors
        return output


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    """An installation that lists coco.fr, in the world where it moves to coco.gg."""
    with running(read(find("coco-from-fr-to-a-copy")), tmp_path) as internet:
        operator = Operator(internet, tmp_path)
        name = {"op": "add_name", "site": "site", "name": "coco.fr", "status": "active", "evidence": ["paper-1"]}
        with operator.database.write() as session:
            approve(session, propose(session, *SITE, name))
        yield operator
        operator.database.close()


def test_days_pass_and_the_watch_tells_the_rename_once(operator: Operator) -> None:
    first = operator.runs("watch", "--once", day=1)
    assert "coco.fr  site" in first
    assert "0 proposals drafted" in first
    moved = operator.runs("watch", "--once", day=21)
    assert "coco.gg is the new name" in moved
    assert "coco.fr became coco.gg" in moved
    assert "1 proposals drafted" in moved
    assert "0 proposals drafted" in operator.runs("watch", "--once", day=22)
    with operator.database.read() as session:
        assert session.exec(select(Finding.kind, Finding.old, Finding.new)).all() == [("renamed", "coco.fr", "coco.gg")]
        days = {row.at.date().isoformat() for row in session.exec(select(ObservationRow).filter_by(name="coco.fr"))}
    assert days == {"2024-01-01", "2024-01-21", "2024-01-22"}


def test_two_processes_at_once_do_each_thing_once_and_draft_once(operator: Operator) -> None:
    operator.runs("watch", "--once", day=1)
    processes = [operator.starts("watch", "--once", day=21) for _ in range(2)]
    printed = "".join(process.communicate(timeout=180)[0] for process in processes)
    assert [process.returncode for process in processes] == [0, 0]
    assert sum(line.split()[1:3] == ["name", "coco.fr"] for line in printed.splitlines()) == 1
    with operator.database.read() as session:
        drafted = session.exec(select(Proposal).where(Proposal.title == "coco.fr became coco.gg")).all()
    assert len(drafted) == 1


def test_a_watch_that_is_stopped_in_the_middle_gives_back_what_it_had_in_hand(operator: Operator) -> None:
    stopped = operator.starts("watch", day=1)
    assert stopped.stdout is not None
    assert "coco.fr" in stopped.stdout.readline()
    assert "in hand is due again" in _stop(stopped)
    assert stopped.returncode == 0
    with operator.database.read() as session:
        assert [row.subject for row in session.exec(select(Due)) if row.claimed_by] == []


def _stop(process: subprocess.Popen[str]) -> str:
    # faketime hands signals to nobody: its child is the process that is stopped.
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for number in children or [str(process.pid)]:
        os.kill(int(number), signal.SIGTERM)
    return process.communicate(timeout=60)[1]

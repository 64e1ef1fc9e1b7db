"""Puts Releases out, one after another, and dies in many of them: python -m tests.chaos.releasing FOLDER COUNT SEED

Each Release adds a name to coco or takes the one before away. It runs in a process of its own, which in every third
Release is killed at a step drawn by lot, and then the next one finishes what it began, as a service does that was
started again. A line is printed for each: the serial that is out, and how often it was killed.
"""

import os
import random
import signal
import sys
from pathlib import Path
from typing import Final

from api.database import Database
from api.jobs import release
from feeds.release.folder import FeedFolder
from tests.api.moments import now
from tests.api.test_killed_release import die_before
from tests.conftest import on_sqlite
from tests.review.proposing import approve, propose

KILLED_IN: Final = 1 / 3
STEPS: Final = 60
"""About as many steps as a Release has: some of the kills come too late, and are none."""


def main(folder: Path, count: int, seed: int) -> None:
    """Put out so many."""
    draw, killed, last = random.Random(seed), 0, 0
    for number in range(count):
        _change(folder, number)
        if draw.random() < KILLED_IN:
            killed += _dies(folder, draw.randrange(1, STEPS))
        assert not _dies(folder, None)
        out = FeedFolder(folder / "feed").out()
        assert out is not None
        assert out.serial > last, "nothing was put out"
        last = out.serial
        print(out.serial, killed, flush=True)


def _change(folder: Path, number: int) -> None:
    name, source = f"number-{number - number % 2}-chat.gg", f"news-{number}"
    evidence = {"op": "add_evidence", "key": source, "publisher": "A newspaper", "title": "News", "language": "en"}
    added = {"op": "add_name", "site": "coco", "name": name, "status": "active", "evidence": [source]}
    taken = {"op": "retract_name", "name": name, "reason": "It was another site."}
    database = Database(on_sqlite(folder).database)
    with database.write() as session:
        approve(session, propose(session, *([taken] if number % 2 else [evidence, added])))
    database.close()


def _dies(folder: Path, step: int | None) -> bool:
    """Release what was approved, in a process that dies before a step of it; whether it did."""
    child = os.fork()
    if child == 0:
        try:
            settings = on_sqlite(folder)
            database = Database(settings.database)
            if step is not None:
                die_before(step, folder)
            release.run_if_due(database, settings, now())
            os._exit(0)
        except BaseException as reason:
            print(f"{type(reason).__name__}: {reason}", file=sys.stderr, flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "the release itself failed"
    return status == signal.SIGKILL


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

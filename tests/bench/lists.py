"""A list of 100 000 rows brought in as a batch, on SQLite: rows a second of the processor, and the memory that grew.

`again` is the same list with 1 % of its names changed, compared with the one that counts; `30 % rubbish` has that many
rows that are no name to block. `memory` is how much more the process held at its peak than after a list of ten rows.
"""

import random
import resource
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Final

from api.database import Database
from api.jobs.importing import Wanted, bring_in
from feeds.intake.lists import batches, deciding
from feeds.intake.lists.forms import Form
from tests.bench.names import synthetic

ROWS: Final = 100_000
RUBBISH: Final = ("com\n", "0.0.0.0 com\n", "0.0.0.0 127.0.0.1\n", "<p>\n", "203.0.113.7 coco.zone\n")
AT: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
Row = dict[str, str | int | float]


def run() -> list[Row]:
    """One row a list. They are read from files, in a process of its own: a peak of memory never goes down again."""
    context = get_context("spawn")
    said: SimpleQueue[list[Row]] = context.SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        for way, lines in _lists().items():
            (Path(folder) / way).write_text("".join(lines), encoding="utf-8")
        process = context.Process(target=_measure, args=(Path(folder), said))
        process.start()
        rows = said.get()
        process.join()
    return rows


def _lists() -> dict[str, list[str]]:
    changed = ROWS // 100
    lines = [f"0.0.0.0 {name.name}\n" for name in synthetic(ROWS + changed)]
    dice = random.Random(7)
    rubbish = [dice.choice(RUBBISH) for _ in range(3 * ROWS // 10)]
    mixed = [*lines[: ROWS - len(rubbish)], *rubbish]
    dice.shuffle(mixed)
    return {"ten rows": lines[:10], "new": lines[:ROWS], "again": lines[changed:], "30 % rubbish": mixed}


def _measure(folder: Path, said: "SimpleQueue[list[Row]]") -> None:
    database = Database(f"sqlite:///{folder / 'vigie.db'}")
    database.migrate()
    _import(database, folder / "ten rows", "warm")
    before = _peak()
    said.put(
        [
            _row(database, folder / way, source, before)
            for way, source in (("new", "first"), ("again", "first"), ("30 % rubbish", "second"))
        ]
    )
    database.close()


def _row(database: Database, place: Path, source: str, before: int) -> Row:
    began = time.process_time()
    rows = _import(database, place, source)
    pace = rows / (time.process_time() - began)
    return {"list": place.name, "rows": rows, "rows/s": round(pace), "memory MB": (_peak() - before) / 1024}


def _import(database: Database, place: Path, source: str) -> int:
    with place.open("rb") as stream:
        batch, _ = bring_in(database, stream, Wanted(source, Form.HOSTS, "CC0-1.0", place.name), at=AT)
    with database.write() as session:
        found = batches.get(session, batch.id)
        deciding.count(session, found, percent=100, actor="bench", at=AT)
        return found.rows


def _peak() -> int:
    """The most memory that this process ever held, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

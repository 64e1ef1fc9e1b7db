"""Brings one list in as a Batch: read a piece at a time, so that neither memory nor a transaction grows with it.

While it is read the Batch is `reading` and counts for nothing. A reading that fails or is interrupted leaves no trace;
one whose process was killed is swept away by the next that begins.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import BinaryIO, Final

from api.database import Database
from feeds.intake.lists import batches
from feeds.intake.lists.entry import Entry
from feeds.intake.lists.forms import READERS, Form
from feeds.intake.lists.judging import Judge
from feeds.intake.lists.opening import Counted, NotAList, lines
from feeds.intake.lists.protected import protected
from feeds.intake.lists.tables import Batch

MOST_ROWS: Final = 1_000_000
PIECE: Final = 5000  # rows in one transaction
LONGEST_READING: Final = timedelta(hours=1)

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as whoever brings it in names it: see `feeds.intake.lists.tables.Batch` for the fields."""

    source: str
    form: Form
    licence: str
    origin: str


def bring_in(
    database: Database, stream: BinaryIO, wanted: Wanted, *, at: datetime, tell: Tell = lambda rows: None
) -> tuple[Batch, bool]:
    """Read a list to a preview; return it, and True. `tell` is given the rows read so far, after each piece.

    A list that says byte for byte what its newest Batch says makes none: that one is returned, and False, whether it
    counts, is held, or is a preview still. Raises `NotAList`.
    """
    with database.write() as session:
        batches.sweep(session, before=at - LONGEST_READING)
        judge = Judge(protected(session))
        batch = batches.begin(session, **asdict(wanted), at=at)
        number = batch.id
    try:
        passing = Counted(stream)
        rows = _fill(database, batch, READERS[wanted.form](lines(passing, wanted.form)), judge, tell)
        return _finished(database, number, digest=passing.digest(), rows=rows)
    except BaseException:
        with database.write() as session:
            batches.discard(session, number)
        raise


def _finished(database: Database, number: int, *, digest: str, rows: int) -> tuple[Batch, bool]:
    with database.write() as session:
        batch = batches.get(session, number)
        before = batches.newest(session, batch.source)
        batches.finish(session, batch, digest=digest, rows=rows)
        if before is None or not _same(batch, before):
            return batch, True
        batches.discard(session, number)
        return before, False


def _fill(database: Database, batch: Batch, entries: Iterable[Entry], judge: Judge, tell: Tell) -> int:
    left, rows = iter(entries), 0
    while piece := [judge.judge(entry) for entry in islice(left, PIECE)]:
        rows += len(piece)
        if rows > MOST_ROWS:
            raise NotAList(f"The list is too long: more than {MOST_ROWS:,} rows.")
        with database.write() as session:
            batches.add(session, batch, piece)
        tell(rows)
    return rows


def _same(batch: Batch, before: Batch) -> bool:
    return all(getattr(batch, field) == getattr(before, field) for field in ("digest", "form", "licence"))

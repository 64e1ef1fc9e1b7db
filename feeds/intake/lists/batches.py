"""Batches as they are read: opened, filled, finished, found again. Each call runs inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from feeds.intake.lists.differences import good_beyond
from feeds.intake.lists.forms import Form
from feeds.intake.lists.judging import Judged
from feeds.intake.lists.opening import NotAList
from feeds.intake.lists.states import BatchState, Step, after
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.intake.lists.verdicts import RowVerdict

STANDING: Final = (BatchState.PREVIEW, BatchState.HELD, BatchState.COUNTED)
"""The states in which a Batch may count, now or once a person says so."""


class NoSuchBatch(LookupError):
    """There is no Batch with this number. `str()` is one sentence for people."""


def begin(session: Session, *, source: str, form: Form, licence: str, origin: str, at: datetime) -> Batch:
    """Open a Batch that rows can be added to."""
    batch = Batch(source=source, form=form, licence=licence, origin=origin[:2000], opened_at=at)
    session.add(batch)
    session.flush()
    return batch


def add(session: Session, batch: Batch, rows: Iterable[Judged]) -> None:
    """Add rows. A name that the Batch has already is left out."""
    fields = [{"batch_id": batch.id, **asdict(row)} for row in rows]
    if not fields:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(ImportedRow).on_conflict_do_nothing(), fields)
    else:
        session.execute(sqlite.insert(ImportedRow).on_conflict_do_nothing(), fields)


def finish(session: Session, batch: Batch, *, digest: str, rows: int) -> None:
    """Close the reading: count what the Batch says, and what it changes. Raises `NotAList` when it holds no name.

    `rows` are all that were read, those that repeat a name included.
    """
    by_verdict = select(ImportedRow.verdict, func.count()).where(ImportedRow.batch_id == batch.id)
    kept: dict[str, int] = dict(session.exec(by_verdict.group_by(ImportedRow.verdict)).all())
    batch.rows, batch.digest, batch.good = rows, digest, kept.get(RowVerdict.GOOD, 0)
    batch.repeated = rows - sum(kept.values())
    if not rows:
        raise NotAList("The list is empty.")
    if kept.keys() == {RowVerdict.NOT_A_NAME}:
        raise NotAList(f"None of its {rows} rows holds a name: is its form really {batch.form}?")
    compare(session, batch)
    step(session, batch, Step.FINISH)


def compare(session: Session, batch: Batch) -> Batch | None:
    """Count what a Batch changes of the one that counts; return that one."""
    before = current(session, batch.source)
    batch.came = good_beyond(session, batch, before)
    batch.went = good_beyond(session, before, batch) if before else 0
    return before


def discard(session: Session, number: int) -> None:
    """Forget a Batch whose reading failed, or brought nothing new."""
    drop_rows(session, number)
    session.exec(delete(Batch).where(col(Batch.id) == number))


def sweep(session: Session, *, before: datetime) -> None:
    """Forget Batches whose reading began before a moment and never ended."""
    reading = select(Batch.id).where(Batch.state == BatchState.READING, Batch.opened_at < before)
    for number in session.exec(reading).all():
        discard(session, number)


def drop_rows(session: Session, number: int) -> None:
    """Let go of what a Batch said; what was counted of it stays."""
    session.exec(delete(ImportedRow).where(col(ImportedRow.batch_id) == number))


def get(session: Session, number: int) -> Batch:
    """The Batch with this number. Raises `NoSuchBatch`."""
    batch = session.get(Batch, number)
    if batch is None:
        raise NoSuchBatch(f"There is no batch {number}; `vigie lists batches` shows those there are.")
    return batch


def current(session: Session, source: str) -> Batch | None:
    """The Batch of a list whose rows count."""
    return _newest(session, source, (BatchState.COUNTED,))


def newest(session: Session, source: str) -> Batch | None:
    """The Batch of a list that was read last and may count."""
    return _newest(session, source, STANDING)


def step(session: Session, batch: Batch, taken: Step) -> None:
    """Move a Batch on in its life. Raises `states.NotPossible`."""
    batch.state = after(batch.state, taken)
    session.add(batch)
    session.flush()


def _newest(session: Session, source: str, states: Iterable[BatchState]) -> Batch | None:
    there = select(Batch).where(Batch.source == source, col(Batch.state).in_(states))
    return session.exec(there.order_by(col(Batch.id).desc()).limit(1)).first()

"""What is due, and whose it is.

A row is claimed, acted on with no transaction open, and recorded by whoever still holds it. A worker that dies holds
its rows until their claims run out; then any other takes them. PostgreSQL hands a row that is locked to nobody else
(`SKIP LOCKED`); on SQLite a writing transaction is alone.
"""

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, update
from sqlmodel import Session, col, delete, or_, select

from feeds.hostnames import parse
from feeds.registry.tables import Name
from feeds.watch.pace import DueKind, first_look
from feeds.watch.tables import Due

_SOONER: Final = (DueKind.NAME, DueKind.CANDIDATES)


class ClaimLost(RuntimeError):
    """The claim ran out and somebody else has the row: what was done is not recorded. `str()` is one sentence."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much is due and since when the oldest is, and how much failed when it was last done."""

    due: int
    oldest: datetime | None
    failing: int


def enrol(session: Session, guessed: Collection[str], streams: Collection[str], at: datetime) -> int:
    """Watch what is listed and no more; return how many rows are new. The caller sees to it that it runs alone.

    Every listed Name is looked at; candidates are guessed from `guessed`, the Names that Sites use last.
    """
    listed = set(session.exec(select(Name.hostname)))
    wanted = {(DueKind.NAME, name) for name in listed}
    wanted |= {(kind, name) for kind in (DueKind.CANDIDATES, DueKind.SWEEP) for name in guessed}
    wanted |= {(DueKind.STREAM, address) for address in streams}
    known = {(DueKind(row.kind), row.subject): row.id for row in session.exec(select(Due))}
    for kind, subject in sorted(wanted - known.keys()):
        session.add(Due(kind=kind, subject=subject, due_at=first_look(kind, at, random.random())))  # noqa: S311 (a lot)
    gone = [number for (kind, subject), number in known.items() if not _is_wanted(kind, subject, wanted, listed)]
    session.exec(delete(Due).where(col(Due.id).in_(gone)))
    session.flush()
    return len(wanted - known.keys())


def _is_wanted(kind: DueKind, subject: str, wanted: set[tuple[DueKind, str]], listed: set[str]) -> bool:
    return subject.partition(" ")[0] in listed if kind is DueKind.HIT else (kind, subject) in wanted


def add_hits(session: Session, hits: Iterable[tuple[str, str]], at: datetime) -> int:
    """Let names that resemble a listed one be looked at: (listed, other) pairs. Return how many are new."""
    asked = dict.fromkeys(f"{listed} {other}" for listed, other in hits)
    known = set(session.exec(select(Due.subject).where(Due.kind == DueKind.HIT)))
    new = [subject for subject in asked if subject not in known]
    session.add_all(Due(kind=DueKind.HIT, subject=subject, due_at=at) for subject in new)
    session.flush()
    return len(new)


def claim(
    session: Session, worker: str, at: datetime, *, lease: timedelta, most: int, now: datetime | None = None
) -> list[Due]:
    """Take up to `most` rows that are due at `at` and nobody holds, the longest due first, until `now` + `lease`.

    `now` is `at` unless it is given: a run that began at `at` does what was due then, and claims as long as it runs. A
    claim that runs twice as long as any was made by a clock that was wrong: it does not count.
    """
    held, now = col(Due.claimed_until), now or at
    free = or_(held.is_(None), held <= now, held > now + 2 * lease)
    waiting = select(Due).where(col(Due.due_at) <= at, free).order_by(col(Due.due_at), col(Due.id)).limit(most)
    rows = list(session.exec(waiting.with_for_update(skip_locked=True)))
    for row in rows:
        row.claimed_by, row.claimed_until = worker, now + lease
    session.flush()
    return rows


def done(session: Session, row: Due, *, next_at: datetime | None, failures: int = 0) -> None:
    """Give a row back, due again at `next_at`, or never. Raises `ClaimLost` when it is not this claim's any more."""
    mine = (col(Due.id) == row.id, col(Due.claimed_by) == row.claimed_by, col(Due.claimed_until) == row.claimed_until)
    freed = update(Due).values(due_at=next_at, claimed_by=None, claimed_until=None, failures=failures)
    # Somebody else may have taken the row over: only the claim that stands there may record.
    if session.exec((freed if next_at else delete(Due)).where(*mine)).rowcount != 1:
        raise ClaimLost(f"The claim on {row.kind} {row.subject} ran out; somebody else has it.")


def let_go(session: Session, worker: str) -> None:
    """Give up whatever a worker holds: it is due as it was."""
    session.exec(update(Due).where(col(Due.claimed_by) == worker).values(claimed_by=None, claimed_until=None))


def sooner(session: Session, hostname: str, at: datetime) -> bool:
    """Let a Name, and the names it may move to, be due at `at`; say whether it is watched.

    For what a report or a curator asks. A Name that is due already stays as it is.
    """
    names = {hostname, parse(hostname).registrable}
    watched = col(Due.subject).in_(names) & col(Due.kind).in_(_SOONER)
    found = session.exec(select(Due.id).where(watched)).first() is not None
    later = col(Due.due_at) > at
    session.exec(update(Due).where(watched, later).values(due_at=at))
    return found


def backlog(session: Session, at: datetime) -> Backlog:
    """What is due at a moment, claimed or not."""
    count, oldest = session.exec(select(func.count(), func.min(Due.due_at)).where(col(Due.due_at) <= at)).one()
    failing = session.exec(select(func.count()).where(col(Due.failures) > 0)).one()
    return Backlog(count, oldest, failing)

"""The lists that are read again from their addresses, and when each is due.

A list belongs to who claimed it until the claim runs out, so that several replicas read it once.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session, col, delete, select, update

from feeds.intake.lists.forms import Form
from feeds.intake.lists.tables import FollowedList

EVERY: Final = timedelta(days=1)
CLAIM: Final = timedelta(hours=1)
LONGEST_ETAG: Final = 300
LONGEST_DATE: Final = 80


class NotFollowed(LookupError):
    """No list of this name is followed. `str()` is one sentence for people."""


def follow(session: Session, *, source: str, form: Form, licence: str, url: str, at: datetime) -> None:
    """Read a list from its address from now on; one that is followed already is followed as said now."""
    session.merge(FollowedList(source=source, form=form, licence=licence, url=url, next_at=at + EVERY))


def unfollow(session: Session, source: str) -> None:
    """Read a list no more; what it brought stays until it is undone. Raises `NotFollowed`."""
    gone: Any = session.exec(delete(FollowedList).where(col(FollowedList.source) == source))
    if not gone.rowcount:
        raise NotFollowed(f"No list called {source} is followed; `vigie lists followed` shows which are.")


def claim(session: Session, at: datetime) -> FollowedList | None:
    """Take the list that is due the longest; None when none is."""
    due = select(FollowedList).where(FollowedList.next_at <= at).order_by(col(FollowedList.next_at))
    for row in session.exec(due):
        taken: Any = session.exec(
            update(FollowedList)
            .where(col(FollowedList.source) == row.source, col(FollowedList.next_at) == row.next_at)
            .values(next_at=at + CLAIM)
        )
        if taken.rowcount:  # else another replica took it in this moment
            return row
    return None


def read(session: Session, source: str, *, etag: str | None, modified: str | None, at: datetime) -> None:
    """Write down that a list was read, and what its answer is to be asked about by next time.

    An ETag or a date that is longer than any honest one is not kept: the list is then asked for whole.
    """
    values = {
        "etag": etag if etag and len(etag) <= LONGEST_ETAG else None,
        "modified": modified if modified and len(modified) <= LONGEST_DATE else None,
        "failures": 0,
        "problem": None,
        "next_at": at + EVERY,
    }
    session.exec(update(FollowedList).where(col(FollowedList.source) == source).values(**values))


def failed(session: Session, source: str, *, problem: str, at: datetime) -> None:
    """Write down why a list could not be read; it is tried again after an hour, two, four, up to a day."""
    row = session.get(FollowedList, source)
    if row is not None:
        wait = min(EVERY, timedelta(hours=2 ** min(row.failures, 10)))
        row.failures, row.problem, row.next_at = row.failures + 1, problem[:300], at + wait
        session.add(row)

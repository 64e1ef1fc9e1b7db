"""The Journal's entries, as a person looks for them: the newest first, and those alone that hold a text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, String, cast, func, or_
from sqlmodel import Session, col, select

from feeds.review.tables import JournalEntry

HIGHEST: Final = 2**31 - 1
"""No entry's sequence is above it."""
_SEARCHED: Final = (JournalEntry.actor, JournalEntry.action, JournalEntry.subject, JournalEntry.digest)


LOOKED_THROUGH: Final = 10_000
"""Entries, by one search."""
_NUL: Final = "\0"


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries, newest first. What is older goes on before the entry `older`; None when nothing is.

    `since` is how far back was looked when that was not to the beginning.
    """

    entries: Sequence[JournalEntry]
    older: int | None = None
    since: int | None = None


def found(session: Session, words: str, *, before: int = HIGHEST, most: int) -> Found:
    """The entries before a sequence that hold a text in one of their fields; all, for an empty one.

    A text that is what entries are about, as the Journal names it (`proposal 12`), finds these and no others, at once.
    For any other, so many entries are looked through: a Journal of many years answers as quickly as a young one.
    """
    if _NUL in words:  # no field has one, and PostgreSQL takes none
        return Found(())
    older = select(JournalEntry).where(JournalEntry.sequence < before)
    newest = older.order_by(col(JournalEntry.sequence).desc()).limit(most + 1)
    if not words:
        return _cut(session.exec(newest).all(), most)
    if session.exec(select(JournalEntry.sequence).where(JournalEntry.subject == words).limit(1)).first():
        return _cut(session.exec(newest.where(JournalEntry.subject == words)).all(), most)
    head = session.exec(select(func.max(JournalEntry.sequence))).one() or 0
    since = max(1, min(before, head + 1) - LOOKED_THROUGH)
    rows = session.exec(newest.where(col(JournalEntry.sequence) >= since, _holds(words))).all()
    if len(rows) > most or since == 1:
        return _cut(rows, most)
    return Found(rows, older=since, since=since)


def _cut(rows: Sequence[JournalEntry], most: int) -> Found:
    return Found(rows[:most], rows[most - 1].sequence if len(rows) > most else None)


def _holds(words: str) -> ColumnElement[bool]:
    # A body is kept as JSON, with what is not ASCII escaped.
    body, written = cast(JournalEntry.body, String), json.dumps(words)[1:-1]
    texts = [col(column).icontains(words, autoescape=True) for column in _SEARCHED]
    return or_(*texts, body.icontains(written, autoescape=True))

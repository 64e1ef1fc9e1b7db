"""The Journal's entries, as a person looks for them: the newest first, and those alone that hold a text."""

import json
from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, String, cast, or_
from sqlmodel import Session, col, select

from feeds.review.tables import JournalEntry

HIGHEST: Final = 2**31 - 1
"""No entry's sequence is above it."""
_SEARCHED: Final = (JournalEntry.actor, JournalEntry.action, JournalEntry.subject, JournalEntry.digest)


def found(session: Session, words: str, *, before: int = HIGHEST, most: int) -> Sequence[JournalEntry]:
    """The entries before a sequence that hold a text in one of their fields, newest first; all, for an empty one."""
    entries = select(JournalEntry).where(JournalEntry.sequence < before)
    entries = entries.where(_holds(words)) if words else entries
    return session.exec(entries.order_by(col(JournalEntry.sequence).desc()).limit(most)).all()


def _holds(words: str) -> ColumnElement[bool]:
    # A body is kept as JSON, with what is not ASCII escaped.
    body, written = cast(JournalEntry.body, String), json.dumps(words)[1:-1]
    texts = [col(column).icontains(words, autoescape=True) for column in _SEARCHED]
    return or_(*texts, body.icontains(written, autoescape=True))

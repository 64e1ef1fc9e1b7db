"""Whether the Journal holds, as far as somebody has looked: a little of it each time that its page is asked for."""

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Final

from sqlmodel import Session, col, select

from feeds.review import journal
from feeds.review.seals import Head
from feeds.review.tables import JournalEntry

AT_ONCE: Final = 2_000
"""Entries that one request looks at, at most: about a tenth of a second."""
_NOWHERE: Final = Head(0, journal.BEGINNING)


@dataclass(frozen=True, slots=True)
class Followed:
    """How far the chain was followed from its first entry, which is of `since`, and found whole.

    `broken` is the first entry that does not hold; None while all do.
    """

    since: datetime | None = None
    to: Head = _NOWHERE
    broken: int | None = None


class Chain:
    """The Journal of one service. Threads may share it.

    It remembers how far it came: an old entry that is changed later is not seen here, but by `vigie journal verify`.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._followed = Followed()

    def follow(self, session: Session) -> Followed:
        """Look at the next entries, if there are some."""
        with self._lock:
            known = self._followed.to.sequence
            new = select(JournalEntry).where(JournalEntry.sequence > known).order_by(col(JournalEntry.sequence))
            self._followed = replace(self._followed, broken=None)
            for entry in session.exec(new.limit(AT_ONCE)):
                self._followed = _with(self._followed, entry)
                if self._followed.broken:
                    break
            return self._followed


def _with(followed: Followed, entry: JournalEntry) -> Followed:
    is_next = entry.sequence == followed.to.sequence + 1 and entry.previous == followed.to.digest
    if not is_next or entry.digest != journal.digest_of(entry):
        return replace(followed, broken=followed.to.sequence + 1)
    return Followed(followed.since or entry.at, Head(entry.sequence, entry.digest))

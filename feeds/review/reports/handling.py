"""What a curator did about reports, and their end. Each call runs inside the caller's transaction.

Handling is not in the Journal, which is public: it would name sites of which nothing is shown but that somebody wrote
in. A Proposal that comes of reports is in it like any other.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import tuple_
from sqlmodel import Session, col, delete, select, update

from feeds.review import people
from feeds.review.reports.reading import NothingReported
from feeds.review.reports.tables import DayOfReports, ReportedWords
from feeds.review.roles import Deed
from feeds.review.tables import Person

UNDO_WITHIN: Final = timedelta(days=1)
KEPT_FOR: Final = timedelta(days=90)


def handle(session: Session, name: str, *, by: Person, at: datetime) -> None:
    """Take the reports about a name off the Queue, until a later day brings more.

    Raises `NothingReported`, and `NotAllowed` for a reader.
    """
    people.check_may(by, Deed.PROPOSE)
    waits = update(DayOfReports).where(col(DayOfReports.name) == name, col(DayOfReports.handled_at).is_(None))
    if _changed(session, waits.values(handled_at=at, handled_by=by.id)) == 0:
        raise NothingReported(f"Nothing about {name} is waiting; somebody may have handled it already.")


def undo(session: Session, name: str, *, at: datetime) -> None:
    """Put back what was handled in the last day, whoever did it. Raises `NothingReported`."""
    lately = update(DayOfReports).where(col(DayOfReports.name) == name, col(DayOfReports.handled_at) > at - UNDO_WITHIN)
    if _changed(session, lately.values(handled_at=None, handled_by=None)) == 0:
        raise NothingReported(f"Nothing about {name} was handled in the last day.")


def handled_lately(session: Session, at: datetime, *, most: int) -> Sequence[tuple[str, str]]:
    """Names whose reports were handled in the last day, and by whom, the latest first."""
    lately = (
        select(DayOfReports.name, Person.handle)
        .join(Person)
        .where(col(DayOfReports.handled_at) > at - UNDO_WITHIN)
        .group_by(DayOfReports.name, Person.handle, col(DayOfReports.handled_at))
        .order_by(col(DayOfReports.handled_at).desc(), col(DayOfReports.name))
    )
    return session.exec(lately.limit(most)).all()


def erase(session: Session, at: datetime) -> int:
    """Erase what is over: words a day after they were handled, everything after 90 days. Return how many rows went."""
    days = select(col(DayOfReports.name), col(DayOfReports.kind), col(DayOfReports.day))
    over = days.where(col(DayOfReports.handled_at) <= at - UNDO_WITHIN)
    gone = delete(DayOfReports).where(col(DayOfReports.day) <= (at - KEPT_FOR).date())
    of_day = tuple_(col(ReportedWords.name), col(ReportedWords.kind), col(ReportedWords.day))
    words = delete(ReportedWords).where(of_day.in_(over))
    return _changed(session, words) + _changed(session, gone)


def _changed(session: Session, statement: Any) -> int:
    changed: int = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return changed

"""Checks the Journal as anybody may: each entry, and the heads that Releases were signed with."""

from datetime import datetime

from sqlmodel import Session, col, select

from api.database import Database
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.sealing import seals
from feeds.review import journal
from feeds.review.tables import JournalCheck, JournalEntry


def run(database: Database, settings: Settings, at: datetime) -> str:
    """Check it, record what was found, and return what is wrong (`""` when nothing is).

    In a database that is damaged nothing can be relied on, so that is looked at first.
    """
    damage = database.damage()
    found = JournalCheck(checked_at=at, entries=0, problem=damage) if damage else _checked(database, settings, at)
    with database.write() as session:
        before = session.get(JournalCheck, 1)
        if before and before.asked_at and before.asked_at > at:
            found.asked_at = before.asked_at  # while this one was made
        session.merge(found)
    return found.problem


def _checked(database: Database, settings: Settings, at: datetime) -> JournalCheck:
    found = JournalCheck(checked_at=at, entries=0, problem="")
    with database.still() as session:
        entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).yield_per(1000)
        try:
            found.entries = journal.verify(entries, seals(FeedFolder(settings.feed_dir)))
        except journal.BrokenChain as reason:
            found.problem = str(reason)
    return found


def ask(session: Session, at: datetime) -> None:
    """Have it checked again soon, in the caller's transaction. Asking twice asks once."""
    check = session.get(JournalCheck, 1)
    if check and check.asked_at is None:
        check.asked_at = at
        session.add(check)
        session.flush()


def run_if_asked(database: Database, settings: Settings, at: datetime) -> str:
    """Check it when somebody asked for that; of two processes that find it asked, both may."""
    with database.read() as session:
        check = session.get(JournalCheck, 1)
    return run(database, settings, at) if check and check.asked_at else ""

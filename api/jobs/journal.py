"""Checks the Journal as anybody may: each entry, and the heads that Releases were signed with."""

from datetime import datetime

from sqlmodel import col, select

from api.database import Database
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.sealing import seals
from feeds.review import journal
from feeds.review.tables import JournalCheck, JournalEntry


def run(database: Database, settings: Settings, at: datetime) -> str:
    """Check it, record what was found, and return what is wrong (`""` when nothing is)."""
    with database.still() as session:
        entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).yield_per(1000)
        try:
            found = JournalCheck(checked_at=at, entries=0, problem="")
            found.entries = journal.verify(entries, seals(FeedFolder(settings.feed_dir)))
        except journal.BrokenChain as reason:
            found.problem = str(reason)
    with database.write() as session:
        session.merge(found)
    return found.problem

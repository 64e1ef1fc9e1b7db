"""Erases what families reported, in time: words a day after they were handled, everything after 90 days."""

from datetime import datetime

from api.database import Database
from api.settings import Settings
from feeds.review.reports import handling


def erase(database: Database, _settings: Settings, at: datetime) -> int:
    """Erase what is over. Running it again changes nothing. Returns how many rows went."""
    with database.write() as session:
        return handling.erase(session, at)

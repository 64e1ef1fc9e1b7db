"""Erases what is personal in Disputes that were closed 90 days ago."""

from datetime import datetime

from api.database import Database
from api.settings import Settings
from feeds.review.disputes import erasing


def erase(database: Database, _settings: Settings, at: datetime) -> int:
    """Erase what is over. Running it again changes nothing. Returns of how many Disputes."""
    with database.write() as session:
        return erasing.erase_over(session, at)

"""Lets go of what the Watch saw long ago and nothing rests on."""

from datetime import datetime, timedelta

from api.database import Database
from api.settings import Settings
from feeds.watch.pruning import prune


def run(database: Database, settings: Settings, at: datetime) -> int:
    """Prune what is older than `watch_keeps_days`; return how many captures went."""
    with database.write() as session:
        return prune(session, at - timedelta(days=settings.watch_keeps_days))

"""Signs the timestamp anew, so that readers can tell a fresh feed from a frozen one."""

from datetime import datetime, timedelta

from api.database import Database, alone
from api.jobs.release import ACTOR
from api.settings import Settings
from feeds.release import keys, metadata, publishing
from feeds.release.folder import FeedFolder


def run_if_due(database: Database, settings: Settings, at: datetime) -> bool:
    """Sign when the last signature is `resign_hours` old; say whether it was."""
    folder = FeedFolder(settings.feed_dir)
    with database.write() as session:
        alone(session, ACTOR)  # a release moves the same file
        if folder.out() is None:
            return False
        age = metadata.LIFETIME["timestamp"] - publishing.sealed_for(folder, at)
        if age < timedelta(hours=settings.resign_hours):
            return False
        publishing.resign(folder, keys.load(settings.online_keys_dir), at)
        return True

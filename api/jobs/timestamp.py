"""Signs the timestamp anew, so that readers can tell a fresh feed from a frozen one; makes its files smaller before.

A release must not wait for compression: the compressed forms of its long files are made at the first turn of this job
after it, and the dense ones of all others with them. The new timestamp is also what tells a server that files were
replaced.
"""

from datetime import datetime, timedelta

from api.database import Database, alone
from api.jobs.planning import ACTOR
from api.settings import Settings
from feeds.release import keys, metadata, upkeep
from feeds.release.folder import FeedFolder


def run_if_due(database: Database, settings: Settings, at: datetime) -> bool:
    """Sign when the last signature is `resign_hours` old, or long files lie plain; say whether it was."""
    folder = FeedFolder(settings.feed_dir)
    if not _is_due(folder, settings, at):
        return False
    upkeep.condense(folder)  # outside of the transaction: it may take a while
    with database.write() as session:
        alone(session, ACTOR)  # a release moves the same file
        upkeep.resign(folder, keys.load(settings.online_keys_dir), at)
        return True


def _is_due(folder: FeedFolder, settings: Settings, at: datetime) -> bool:
    age = metadata.LIFETIME["timestamp"] - upkeep.sealed_for(folder, at)
    # One of the future was signed by a wrong clock, and would hold for longer than it may.
    is_fresh = abs(age) < timedelta(hours=settings.resign_hours)
    return (folder.out() is not None and not is_fresh) or upkeep.is_to_condense(folder)

"""Looks at the feed from outside, as a client would, through its public address."""

from datetime import datetime

from api.database import Database
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.tables import FreshnessCheck
from feeds.release.verifying import DoesNotHold, verify


def run(database: Database, settings: Settings, at: datetime) -> str:
    """Fetch and verify the feed, record what was found, and return what is wrong (`""` when nothing is).

    A feed that verifies and is behind the folder is stale: something between the service and its readers keeps an old
    one.
    """
    found = _look(settings, at)
    with database.write() as session:
        session.merge(found)
    return found.problem


def _look(settings: Settings, at: datetime) -> FreshnessCheck:
    folder = FeedFolder(settings.feed_dir)
    out = folder.out()
    here = out.serial if out else 0
    try:
        seen = verify(settings.feed_url, folder.read("1.root.json"))
    except DoesNotHold as reason:
        return FreshnessCheck(checked_at=at, serial=0, problem=f"{settings.feed_url} does not hold: {reason}")
    problem = f"Readers get release {seen.serial}; release {here} is out." if seen.serial < here else ""
    return FreshnessCheck(checked_at=at, serial=seen.serial, expires_at=seen.expires, problem=problem)

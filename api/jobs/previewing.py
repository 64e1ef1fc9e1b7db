"""What goes out next, worked out once for each state of the registry: the pages that show it are opened often.

Whatever changes the registry, or lets a Release out, is in the Journal first: its head tells one state from another.
"""

from datetime import datetime
from threading import Lock
from typing import Any, Final

from sqlmodel import Session

from api.jobs import planning
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.publishing import Plan
from feeds.review import journal

_LOCK: Final = Lock()
_KEPT: Final[dict[tuple[Any, ...], Plan]] = {}
"""The last one, and no other: it is as large as the feed."""


def of_approved(session: Session, settings: Settings, at: datetime) -> Plan:
    """As `planning.of_approved`, from memory while nothing was decided since."""
    out = FeedFolder(settings.feed_dir).out()
    key = (settings.feed_dir, out and out.serial, journal.head(session), at.date())
    with _LOCK:
        plan = _KEPT.get(key) or planning.of_approved(session, settings, at)
        _KEPT.clear()
        _KEPT[key] = plan
        return plan

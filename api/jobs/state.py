"""One state of what would go out next, told from another without reading the registry.

Whatever changes the registry, or lets a Release out, is in the Journal first; risks grow old by the day.
"""

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.review import journal
from feeds.review.seals import Head


class State(NamedTuple):
    """Two that are equal lead to the same plan, and to the same judgement of it."""

    folder: Path
    serial: int | None
    head: Head | None
    day: date
    limits: tuple[float, int]


def of(session: Session, settings: Settings, at: datetime) -> State:
    """The state of a moment."""
    out = FeedFolder(settings.feed_dir).out()
    limits = settings.hold_percent, settings.hold_names
    return State(settings.feed_dir, out.serial if out else None, journal.head(session), at.date(), limits)

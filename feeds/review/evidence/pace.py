"""When a source is looked at again. Pure: the moment and the lot come in as arguments."""

from datetime import datetime, timedelta
from typing import Final

EVERY: Final = timedelta(days=30)
AGAIN: Final = timedelta(days=1)
TRIES: Final = 4
DAYS: Final = timedelta(days=4)
"""A source is unreachable that brought no page `TRIES` times in a row, over at least `DAYS`: servers have bad days."""
_SPREAD: Final = 0.2


def first_look(at: datetime, lot: float) -> datetime:
    """When a new source, which somebody has just read, is looked at: in a day or two. `lot` is 0 to 1."""
    return at + AGAIN * (1 + lot)


def next_look(at: datetime, lot: float) -> datetime:
    """When a source that answered is looked at again: a month later, or up to a fifth sooner."""
    return at + EVERY * (1 - _SPREAD * lot)


def after_failure(at: datetime, lot: float) -> datetime:
    """When a source that brought no page is tried again: a day later, or up to a fifth more."""
    return at + AGAIN * (1 + _SPREAD * lot)


def is_unreachable(failures: int, since: datetime, at: datetime) -> bool:
    """Whether so many failures in a row, the first at `since`, are more than a bad day."""
    return failures >= TRIES and at - since >= DAYS

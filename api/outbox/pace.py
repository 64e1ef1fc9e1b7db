"""When a mail that did not go is tried again. Pure."""

from datetime import datetime, timedelta
from typing import Final

FIRST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=6)
ATTEMPTS: Final = 14
"""After so many, over two days, a mail is given up; the Desk shows it."""


def next_try(attempts: int, at: datetime) -> datetime | None:
    """When to try again after so many attempts, twice as late each time; None when it is given up."""
    return None if attempts >= ATTEMPTS else at + min(LONGEST, FIRST * 2 ** min(attempts - 1, 20))

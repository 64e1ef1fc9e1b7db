"""When a first answer is due. Pure: the moment comes in as an argument."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FIRST_ANSWER: Final = timedelta(days=3)
"""Within which somebody who opened a Dispute has heard from a person."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The moments of one Dispute. A first answer stops its clock, and so does its end."""

    opened: datetime
    first_answer: datetime | None = None
    closed: datetime | None = None

    @property
    def due(self) -> datetime:
        """Until when a first answer is promised."""
        return self.opened + FIRST_ANSWER

    def is_running(self) -> bool:
        """Whether a first answer is still owed."""
        return self.first_answer is None and self.closed is None

    def is_overdue(self, at: datetime) -> bool:
        """Whether a first answer is owed, and late."""
        return self.is_running() and at > self.due

    def kept(self, at: datetime) -> bool | None:
        """Whether the promise was kept; None while nobody can say: the clock runs, or was stopped by its opener."""
        if self.first_answer is not None:
            return self.first_answer <= self.due
        return False if (self.closed or at) > self.due else None

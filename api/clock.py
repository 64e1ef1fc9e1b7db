"""Whether this machine's clock can be believed.

What is signed lasts from now on, what was kept long enough is erased, and what is due next is noted: all of it by the
clock. One that is wrong would sign a list that stays fresh for a year, erase what is young, and put off what is due.

Rules
- What is known of the time is on record: when the last Release went out, and when the public feed was last looked at,
  which happens every five minutes.
- A clock that is more than an hour before that, or more than 30 days after it, is in doubt. Until somebody says that it
  is right, no job runs and no Release goes out; what is out stays out, and is served.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, select

from feeds.release.tables import FreshnessCheck, Release

BEHIND: Final = timedelta(hours=1)
AHEAD: Final = timedelta(days=30)


def doubt(session: Session, at: datetime) -> str:
    """Why the clock is in doubt at what it says is `at`, in one sentence; empty when it is not."""
    known = last_known(session)
    if known is None or -BEHIND <= at - known <= AHEAD:
        return ""
    return (
        f"This machine's clock says {at:%Y-%m-%d %H:%M} UTC, and the last thing on record happened at"
        f" {known:%Y-%m-%d %H:%M} UTC. Set the clock right, or say that it is: `vigie clock --is-right`."
    )


def last_known(session: Session) -> datetime | None:
    """The newest moment on record; None before the first Release."""
    released = session.exec(select(func.max(Release.released_at))).one()
    looked = session.get(FreshnessCheck, 1)
    return max((moment for moment in (released, looked and looked.checked_at) if moment), default=None)

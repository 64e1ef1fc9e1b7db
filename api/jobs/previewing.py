"""What goes out next, worked out once for each state of the registry: the pages that show it are opened often."""

from datetime import datetime
from threading import Lock
from typing import Final

from sqlmodel import Session

from api.jobs import planning, state
from api.jobs.state import State
from api.settings import Settings
from feeds.release.publishing import Plan

_LOCK: Final = Lock()
_KEPT: Final[dict[State, Plan]] = {}
"""The last one, and no other: it is as large as the feed."""


def of_approved(session: Session, settings: Settings, at: datetime) -> Plan:
    """As `planning.of_approved`, from memory while nothing was decided since."""
    now = state.of(session, settings, at)
    with _LOCK:
        plan = _KEPT.get(now) or planning.of_approved(session, settings, at)
        _KEPT.clear()
        _KEPT[now] = plan
        return plan

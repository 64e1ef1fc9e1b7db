"""Observations: what the Watch saw at a Name at a moment, as values that can be stored and compared.

`probe` looks through the safe fetcher; everything else here is pure.
"""

from feeds.watch.observing.observation import (
    Announcement,
    BadObservation,
    Mark,
    Observation,
    Page,
    Registration,
    Tracker,
    from_json,
)
from feeds.watch.observing.page import read_page
from feeds.watch.observing.probing import Observed, probe

__all__ = [
    "Announcement",
    "BadObservation",
    "Mark",
    "Observation",
    "Observed",
    "Page",
    "Registration",
    "Tracker",
    "from_json",
    "probe",
    "read_page",
]

"""When to look again. Pure: the moment and the lot come in as arguments.

A Name whose site is there is looked at daily. One that shows something else is looked at ever more seldom, since a site
that is gone may come back; but soon at first, because failures of the DNS and of servers come and go.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from feeds.watch.changes import Showed, Streak


class DueKind(StrEnum):
    """What can be due: a look at a Name, at likely names it may move to, at all of them; a stream, a hit in one.

    The subject is a hostname, the address of a stream, or the listed name and the one that resembles it.
    """

    NAME = "name"
    CANDIDATES = "candidates"
    SWEEP = "sweep"
    STREAM = "stream"
    HIT = "hit"


_USUAL: Final = {
    DueKind.NAME: timedelta(days=1),
    DueKind.CANDIDATES: timedelta(days=1),
    DueKind.SWEEP: timedelta(days=7),
    DueKind.STREAM: timedelta(days=1),
}
_SLOWEST: Final = {
    DueKind.NAME: timedelta(days=30),
    DueKind.CANDIDATES: timedelta(days=7),
    DueKind.SWEEP: timedelta(days=28),
}
_SOON: Final = timedelta(hours=6)
_DECAY: Final = 8  # of how long it has been so; after 8 days once a day, after 8 months once a month
_ALIVE: Final = frozenset({Showed.SITE, Showed.ELSEWHERE, Showed.BLOCKED})
_PATIENCE: Final = timedelta(minutes=5)
REST: Final = timedelta(hours=1)
"""After so long the rest of a round is due, when there was no room for all of it."""
_LEAST_PATIENT: Final = timedelta(days=1)
_LEAST_SOONER, _MOST_SOONER = 0.01, 0.1


def next_look(kind: DueKind, lately: Streak | None, at: datetime, lot: float) -> datetime:
    """When something is due again that was done at `at`.

    `lately` is what the Name (of candidates: the Name they are guessed from) shows, and since when; None when nothing
    is known. `lot`, 0 to 1, spreads what would otherwise come due at once: a hundredth to a tenth sooner, so that what
    is daily never slips over a day.
    """
    return at + _spread(_interval(kind, lately, at), lot)


def after_failure(failures: int, at: datetime, lot: float) -> datetime:
    """When to try again what failed for reasons of ours, the `failures`-th time in a row."""
    return at + _spread(min(_LEAST_PATIENT, _PATIENCE * 2 ** min(failures - 1, 10)), lot)


def first_look(kind: DueKind, at: datetime, lot: float) -> datetime:
    """When something new is due: at once, but sweeps somewhere in their week."""
    return at + _USUAL[kind] * lot if kind is DueKind.SWEEP else at


def _interval(kind: DueKind, lately: Streak | None, at: datetime) -> timedelta:
    usual = _USUAL[kind]
    if kind is DueKind.STREAM or lately is None or lately.showed in _ALIVE:
        return usual
    decayed = (at - lately.since) / _DECAY
    if kind is DueKind.NAME and lately.showed is Showed.UNREACHABLE:
        return min(_SLOWEST[kind], max(_SOON, decayed))
    return min(_SLOWEST[kind], max(usual, decayed))


def _spread(interval: timedelta, lot: float) -> timedelta:
    return interval * (1 - _LEAST_SOONER - (_MOST_SOONER - _LEAST_SOONER) * lot)

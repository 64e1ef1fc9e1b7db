"""From what the last looks at a Name showed to how it stands today, when the registry says otherwise. Pure.

Nobody is called dead on the strength of one look: what comes and goes has to be seen several times, over some time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Final

from feeds.registry.words import Status


class Showed(StrEnum):
    """What stood at a Name: the site itself, a page somewhere else, or one of the things that stand where one was."""

    SITE = "site"
    ELSEWHERE = "elsewhere"
    PARKED = "parked"
    SEIZED = "seized"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


class FindingKind(StrEnum):
    """What the Watch can find: a Site under another Name, a copy of it, or a Name that stands otherwise."""

    RENAMED = "renamed"
    CLONE = "clone"
    ACTIVE = "active"
    REDIRECTING = "redirecting"
    CLOSED = "closed"
    SEIZED = "seized"
    PARKED = "parked"
    UNREACHABLE = "unreachable"


OF_TWO_NAMES: Final = frozenset({FindingKind.RENAMED, FindingKind.CLONE})
STATUS: Final = {
    FindingKind.ACTIVE: Status.ACTIVE,
    FindingKind.REDIRECTING: Status.REDIRECTING,
    FindingKind.CLOSED: Status.CLOSED,
    FindingKind.SEIZED: Status.CLOSED_BY_AUTHORITY,
    FindingKind.PARKED: Status.PARKED,
    FindingKind.UNREACHABLE: Status.UNREACHABLE,
}
"""The Status that a Finding about one Name calls for."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a Name, in short."""

    id: int
    at: datetime
    showed: Showed


@dataclass(frozen=True, slots=True)
class Streak:
    """The looks since which a Name shows the same: how many, and from when to when."""

    showed: Showed
    looks: int
    since: datetime
    until: datetime


_ENOUGH: Final = {
    Showed.SITE: (2, timedelta(hours=20)),
    Showed.ELSEWHERE: (2, timedelta(hours=20)),
    Showed.PARKED: (2, timedelta(hours=20)),
    Showed.SEIZED: (1, timedelta(0)),  # a seizure already takes two signs of different kinds
    Showed.UNREACHABLE: (3, timedelta(days=2)),
}
"""How many looks in a row, over how long, before anything is said. A block page never says anything of the site."""
_FINDING: Final = {
    Showed.SITE: FindingKind.ACTIVE,
    Showed.ELSEWHERE: FindingKind.REDIRECTING,
    Showed.PARKED: FindingKind.PARKED,
    Showed.SEIZED: FindingKind.SEIZED,
    Showed.UNREACHABLE: FindingKind.UNREACHABLE,
}
_NO_NEWS_WHEN_SHUT: Final = frozenset({Showed.PARKED, Showed.UNREACHABLE})
_SHUT: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY})


def streak(looks: Sequence[Look]) -> Streak | None:
    """How long the Name has shown what it shows. `looks` are the newest first; None without any."""
    if not looks:
        return None
    same = list(takewhile(lambda look: look.showed == looks[0].showed, looks))
    return Streak(looks[0].showed, len(same), same[-1].at, looks[0].at)


def change(status: Status, lately: Streak, *, is_stranger: bool, leads_to_own: bool) -> FindingKind | None:
    """What there is to say of a Name that the registry has as `status`; None when nothing changed, or nothing is sure.

    `is_stranger`: the site that stands there now is somebody else's, the name having changed hands. `leads_to_own`: it
    leads to another listed Name of its Site.
    """
    looks, over = _ENOUGH.get(lately.showed, (0, timedelta(0)))
    if not looks or lately.looks < looks or lately.until - lately.since < over:
        return None
    kind = _kind(lately.showed, status, is_stranger, leads_to_own)
    return None if kind is None or STATUS[kind] == status else kind


def _kind(showed: Showed, status: Status, is_stranger: bool, leads_to_own: bool) -> FindingKind | None:
    if status in _SHUT and (is_stranger or showed in _NO_NEWS_WHEN_SHUT):
        return None
    if showed is Showed.UNREACHABLE and status is Status.PARKED:
        return None  # no visitor sees a difference
    if showed is Showed.ELSEWHERE and not leads_to_own:
        return None
    if is_stranger:
        return FindingKind.CLOSED
    return _FINDING[showed]

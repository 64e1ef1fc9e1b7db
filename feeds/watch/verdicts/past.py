"""The old Site's side: what the Watch saw of it before, and from when on somebody else may have spoken. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from feeds.watch.observing.observation import Observation, Page
from feeds.watch.verdicts import known
from feeds.watch.verdicts.evidence import Evidence, piece
from feeds.watch.verdicts.standing import standing

_GONE: Final = "NXDOMAIN"


@dataclass(frozen=True, slots=True)
class Past:
    """The old Name's Observations, sorted.

    `itself` are those that show the site under its own name; `speaking` those whose redirects and words are the old
    owner's, as far as can be told. `doubt` is why the others are not, None when all are.
    """

    seen: tuple[Observation, ...]
    itself: tuple[Observation, ...]
    speaking: tuple[Observation, ...]
    doubt: Evidence | None

    @property
    def last(self) -> Observation:
        """The latest look."""
        return self.seen[-1]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The site's own pages, latest first."""
        return tuple(seen.page for seen in reversed(self.itself) if seen.page)

    @property
    def answers(self) -> bool:
        """Whether the latest look still shows the site itself, under its own name."""
        return bool(self.itself) and self.itself[-1] is self.last


def past(seen: Sequence[Observation]) -> Past:
    """Sort out a history of one Name, at least one Observation long.

    Its own site is what was there before the name was let go: dropped, parked, or registered anew.
    """
    ordered = tuple(sorted(seen, key=lambda each: each.at))
    break_at, doubt = _break(ordered)
    before = ordered[:break_at]
    itself = tuple(each for each in before if standing(each)[0] == "site" and is_at_home(each))
    return Past(ordered, itself, before, doubt)


def is_at_home(seen: Observation) -> bool:
    """Whether the page that was seen is under the name itself, not somewhere that it led to."""
    return bool(seen.chain) and known.registrable(seen.chain[-1].url) == known.registrable(seen.name)


def _break(ordered: Sequence[Observation]) -> tuple[int, Evidence | None]:
    """Return from which Observation on somebody else may hold the name, and why."""
    for place in range(1, len(ordered)):
        before, after = ordered[place - 1], ordered[place]
        registered = after.registration.registered if after.registration else None
        if registered and registered > before.at:
            return place, piece("re-registered", name=after.name, registered=registered.date().isoformat())
        if _let_go(before) and not _let_go(after) and not _registered_before(after, ordered[0]):
            return place, piece("abandoned", name=after.name, since=before.at.date().isoformat())
    return len(ordered), None


def _let_go(seen: Observation) -> bool:
    return seen.dns.rcode == _GONE or known.parking(seen.dns) is not None


def _registered_before(seen: Observation, first: Observation) -> bool:
    registered = seen.registration.registered if seen.registration else None
    return registered is not None and registered <= first.at

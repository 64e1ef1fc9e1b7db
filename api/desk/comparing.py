"""A Finding as a page shows it: what was there and what is there, side by side, and why the Watch takes it for that."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup
from sqlmodel import Session

from api.desk.icon_drawing import drawing
from api.desk.shared_text import Passage, marked
from feeds.watch import findings, keeping
from feeds.watch.changes import OF_TWO_NAMES, Look, Showed, Streak
from feeds.watch.observing.observation import BadObservation, Observation
from feeds.watch.tables import Finding
from feeds.watch.verdicts import Evidence, Verdict

MOST_SIGHTINGS = 20


class Seen(NamedTuple):
    """Something seen on one side, and whether the other side has it too."""

    value: str
    same: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One look. The lists hold what was seen, each with whether it was seen on the other side."""

    look: Observation
    title: Seen | None
    text: Sequence[Passage]
    icon: Markup | None
    same_icon: bool
    trackers: Sequence[Seen]
    certificate: Sequence[Seen]
    dns: Sequence[tuple[str, Sequence[Seen]]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a Name showed, newest first, as far back as the latest looks go.

    `way` is the last look at it that led elsewhere, None when none of them did.
    """

    name: str
    streaks: Sequence[Streak]
    way: Observation | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A Finding opened. `before` is None when nothing else was seen before, or it cannot be read any more."""

    finding: Finding
    score: float
    speaks_for: Sequence[Evidence]
    speaks_against: Sequence[Evidence]
    before: Side | None
    now: Side | None
    seen_at: Sequence[tuple[datetime, float]]
    times: int
    timelines: Sequence[Timeline]


def opened(session: Session, finding: Finding) -> Comparison:
    """Everything that a curator needs to judge a Finding, as of the last time that it was seen."""
    sightings = findings.sightings(session, finding)
    latest = sightings[0]
    verdict = findings.verdict_of(latest)
    speaks_for, speaks_against = for_and_against(finding, verdict)
    before, now = (_look(session, number) for number in (latest.old_id, latest.new_id))
    return Comparison(
        finding,
        verdict.score,
        speaks_for,
        speaks_against,
        _side(before, now) if before else None,
        _side(now, before) if now else None,
        [(each.at, findings.verdict_of(each).score) for each in sightings[:MOST_SIGHTINGS]],
        len(sightings),
        [_timeline(session, name) for name in dict.fromkeys((finding.old, finding.new))],
    )


def for_and_against(finding: Finding, verdict: Verdict) -> tuple[list[Evidence], list[Evidence]]:
    """The pieces that speak for a Finding and those that speak against it, the weightiest first.

    That a page is parked or gone speaks against a rename; of a Name that is found to be parked or gone, it speaks for.
    """
    of_two = finding.kind in OF_TWO_NAMES

    def speaks_against(piece: Evidence) -> bool:
        return piece.strength == "against" and (of_two or piece.family != "page")

    weightiest = sorted(verdict.evidence, key=lambda piece: -piece.weight)
    return [each for each in weightiest if not speaks_against(each)], [
        each for each in weightiest if speaks_against(each)
    ]


def streaks(looks: Sequence[Look]) -> list[Streak]:
    """Looks, newest first, with those in a row that showed the same taken together."""
    rows = [(showed, list(group)) for showed, group in groupby(looks, key=lambda look: look.showed)]
    return [Streak(Showed(showed), len(group), group[-1].at, group[0].at) for showed, group in rows]


def _timeline(session: Session, name: str) -> Timeline:
    looks = keeping.seen(session, name)
    led = next((look.id for look in looks if look.showed is Showed.ELSEWHERE), None)
    return Timeline(name, streaks(looks), _look(session, led))


def _look(session: Session, number: int | None) -> Observation | None:
    try:
        return None if number is None else keeping.observation(session, number)
    except BadObservation:
        return None  # another version of Vigie wrote it; the verdict stands beside it all the same


def _side(look: Observation, other: Observation | None) -> Side:
    page, theirs = look.page, other.page if other else None
    return Side(
        look,
        title=Seen(page.title, theirs is not None and page.title == theirs.title) if page and page.title else None,
        text=marked(page.excerpt, theirs.excerpt if theirs else "") if page else (),
        icon=None if look.icon is None else drawing(look.icon),
        same_icon=other is not None and look.icon is not None and look.icon == other.icon,
        trackers=_compared(_trackers(look), _trackers(other)),
        certificate=_compared(look.certificate_names, other.certificate_names if other else ()),
        dns=_dns(look, other),
    )


def _dns(look: Observation, other: Observation | None) -> list[tuple[str, Sequence[Seen]]]:
    records = ("addresses", "cname", "ns", "mx")
    compared = [
        (record, _compared(getattr(look.dns, record), getattr(other.dns, record) if other else ()))
        for record in records
    ]
    return [(record, values) for record, values in compared if values]


def _trackers(look: Observation | None) -> list[str]:
    return [f"{each.kind} {each.id}" for each in look.page.trackers] if look and look.page else []


def _compared(values: Iterable[str], others: Collection[str]) -> list[Seen]:
    return [Seen(value, value in others) for value in values]

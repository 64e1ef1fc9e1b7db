"""A dossier, arranged to be read: its lineage, its reasons and events with numbered sources, how old each is. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from api.desk.lineage import Lineage
from api.public.directory import Directory, Listed
from api.reading.published import Dossier
from feeds.registry.lineage import oldest_first
from feeds.registry.lineage_picture import NameLine, Tie
from feeds.registry.words import LinkKind


class Source(NamedTuple):
    """One Evidence, under the number by which the page refers to it."""

    number: int
    evidence: Mapping[str, Any]


class Fact(NamedTuple):
    """Something that is known: what the feed says of it, how many whole years ago that was, and the sources for it."""

    said: Mapping[str, Any]
    years: int
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A Site as its page shows it. `sources` are in the order in which the page refers to them."""

    site: Dossier
    lineage: Lineage
    signals: Sequence[Fact]
    events: Sequence[Fact]
    names: Sequence[Fact]
    links: Sequence[Fact]
    sources: Sequence[Source]


def read(site: Dossier, directory: Directory, today: date) -> Read:
    """Arrange a dossier as of today."""
    evidence = directory.published.sources(site)
    numbers: dict[str, int] = {}

    def facts(part: str) -> list[Fact]:
        return [_fact(said, numbers, today) for said in site[part]]

    signals, events, names, links = (facts(part) for part in ("signals", "events", "names", "links"))
    sources = [Source(number, evidence[key]) for key, number in numbers.items()]
    return Read(site, _lineage(site, directory), signals, events, names, links, sources)


def _fact(said: Mapping[str, Any], numbers: dict[str, int], today: date) -> Fact:
    sources = tuple(numbers.setdefault(key, len(numbers) + 1) for key in said["evidence"])
    return Fact(said, _years(said.get("date"), today), sources)


def _years(written: str | None, today: date) -> int:
    """Whole years since a date; one that is only a year or a month counts from its last day."""
    if written is None:
        return 0
    last = written + {4: "-12-31", 7: "-31"}.get(len(written), "")
    return max(0, today.year - int(last[:4]) - (f"{today:%m-%d}" < last[5:]))


def _lineage(site: Dossier, directory: Directory) -> Lineage:
    """The Names of the Site, and those of others that a Link joins to them."""
    ties = tuple(Tie(link["old"], link["new"], LinkKind(link["kind"]), link["date"]) for link in site["links"])
    own = [name["name"] for name in site["names"]]
    joined = {end for tie in ties for end in (tie.old, tie.new)}.intersection(directory.by_hostname)
    lines = {hostname: _line(hostname, directory.by_hostname[hostname]) for hostname in {*own, *joined}}
    begins = {hostname: line.used_from or _first(hostname, ties) for hostname, line in lines.items()}
    order = oldest_first(begins, [(tie.old, tie.new) for tie in ties])
    return Lineage(tuple(lines[hostname] for hostname in order), ties)


def _line(hostname: str, listed: Listed) -> NameLine:
    return NameLine(hostname, listed.status, listed.used_from, listed.used_to)


def _first(hostname: str, ties: Sequence[Tie]) -> str | None:
    return min((tie.date for tie in ties if tie.new == hostname and tie.date), default=None)

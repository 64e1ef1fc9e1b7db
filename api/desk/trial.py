"""What the feed would say with a Proposal, worked out in a transaction that leaves nothing behind."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from feeds.release import contents, difference, reading
from feeds.release.contents import Contents
from feeds.release.difference import Difference
from feeds.release.names_file import Row
from feeds.release.snapshot import Amendment
from feeds.review.applying import tried
from feeds.review.operations import Operation, RetractName
from feeds.review.touching import touched

_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Trial:
    """What a Release says of the Sites that a Proposal touches, and of no other, before it and with it."""

    before: Contents
    after: Contents

    @property
    def names(self) -> Difference[Row]:
        """The rows of the names file that would go and come."""
        return difference.between(self.before.rows, self.after.rows)

    @property
    def dossier_bytes(self) -> int:
        """By how many bytes the sites file would grow."""
        return sum(map(len, _lines(self.after))) - sum(map(len, _lines(self.before)))

    def documents(self) -> Iterator[tuple[str, Any, Any]]:
        """What would be said otherwise, as JSON values before and after: each dossier by its slug, then all sources
        (`evidence`), then the `helplines`. None is nothing."""
        before, after = _sites(self.before), _sites(self.after)
        old, new = by_slug(before), by_slug(after)
        pairs = [(slug, old.get(slug), new.get(slug)) for slug in sorted(old.keys() | new.keys())]
        pairs.append(("evidence", before["evidence"], after["evidence"]))
        pairs.append(("helplines", *(json.loads(each.said["helplines"]) for each in (self.before, self.after))))
        yield from (pair for pair in pairs if pair[1] != pair[2])


def by_slug(sites: Mapping[str, Any]) -> dict[str, Any]:
    """The dossiers of a sites file."""
    return {site["slug"]: site for site in sites["sites"]}


def of(session: Session, operations: Sequence[Operation], at: datetime) -> Trial:
    """Try operations on the registry. In a transaction that may write; raises `applying.DoesNotApply`."""
    slugs, hostnames = _touched(operations)
    # A Name that is withdrawn takes Links of other Sites along, and what they led to cannot be found afterwards.
    hostnames |= reading.linked(session, slugs=slugs, hostnames=hostnames)
    before = _read(session, at, slugs, hostnames)
    with tried(session, operations, at):
        after = _read(session, at, slugs, hostnames | _linked(before))
    return Trial(contents.of(before.part), contents.of(after.part))


def _touched(operations: Sequence[Operation]) -> tuple[frozenset[str], frozenset[str]]:
    retracted = {each.name for each in operations if isinstance(each, RetractName)}
    touches = touched(each for each in operations if not isinstance(each, RetractName))
    return (touches.slugs, touches.hostnames | retracted) if touches else (_NOTHING, frozenset(retracted))


def _read(session: Session, at: datetime, slugs: frozenset[str], hostnames: frozenset[str]) -> Amendment:
    return reading.read_sites(session, at.date(), slugs=slugs, hostnames=hostnames, sources=_NOTHING)


def _linked(amendment: Amendment) -> frozenset[str]:
    """Every Name of these Sites and of their Links."""
    sites = amendment.part.sites["sites"]
    ends = {end for site in sites for link in site["links"] for end in (link["old"], link["new"])}
    return frozenset(ends | {name["name"] for site in sites for name in site["names"]})


def _lines(part: Contents) -> list[bytes]:
    return [*part.sites.evidence, *part.sites.sites]


def _sites(part: Contents) -> dict[str, Any]:
    sites: dict[str, Any] = json.loads(part.said["sites"])
    return sites

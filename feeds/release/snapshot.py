"""The values a Release is made of. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from feeds.registry.words import Stance, Status


class ListedName(NamedTuple):
    """One line of the feed: a hostname in A-labels, and what a browser needs to know at once."""

    name: str
    category: str
    status: Status
    stance: Stance


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything one Release says. `sites` and `helplines` have the shapes of `feed.schema.json`."""

    names: Sequence[ListedName]
    sites: Mapping[str, Any]
    helplines: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Amendment:
    """What some Sites say now, on top of a Release that is out.

    `part` says all of these Sites, and of no other one; a slug that it has no dossier for is listed no more. Of the
    sources it has those that these Sites cite and those that are new. What is short it has whole: the categories, the
    signals, the helplines.
    """

    slugs: frozenset[str]
    part: Snapshot


def names_of(site: Mapping[str, Any]) -> list[ListedName]:
    """The lines of the feed that a dossier is for."""
    return [
        ListedName(name["name"], site["category"], Status(name["status"]), Stance(site["stance"]))
        for name in site["names"]
    ]


@dataclass(frozen=True, slots=True)
class Edition:
    """What every file of one Release can say of it: its serial, its moment, how many names, where it is at home."""

    serial: int
    released: datetime
    names: int
    homepage: str

    @property
    def moment(self) -> str:
        """The moment in UTC, as `2026-11-21T18:00:00Z`."""
        return self.released.isoformat(timespec="seconds").replace("+00:00", "Z")

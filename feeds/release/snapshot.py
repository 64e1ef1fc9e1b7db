"""The values a Release is made of. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feeds.registry.words import Stance, Status


@dataclass(frozen=True, slots=True, order=True)
class ListedName:
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

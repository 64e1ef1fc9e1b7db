"""Feeds that tests publish: keys of their own, a folder, a few names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from securesystemslib.signer import Signer

from feeds.registry.words import Stance, Status
from feeds.release import keys, publishing
from feeds.release.folder import FeedFolder
from feeds.release.publishing import Outcome
from feeds.release.snapshot import Amendment, ListedName, Snapshot

HOMEPAGE = "https://vigie.example/"


@dataclass(frozen=True)
class Feed:
    """A founded feed folder and the keys that sign it."""

    folder: FeedFolder
    signers: dict[str, Signer]

    @property
    def root(self) -> bytes:
        """The root a client would have been shipped with."""
        return self.folder.read("1.root.json")

    def publish(self, at: datetime, *names: str) -> Outcome:
        """Put out a Release of these names."""
        return self.publish_these(snapshot(*names), at)

    def publish_these(self, values: Snapshot, at: datetime) -> Outcome:
        """Put out a Release of these values."""
        plan = publishing.plan(self.folder, values, at, homepage=HOMEPAGE)
        publishing.put_out(self.folder, plan, self.signers)
        return plan.outcome

    def publish_amended(self, amendment: Amendment, at: datetime) -> Outcome:
        """Put out a Release of what is out and an amendment of it."""
        plan = publishing.plan_amended(self.folder, amendment, at, homepage=HOMEPAGE)
        publishing.put_out(self.folder, plan, self.signers)
        return plan.outcome


def found(path: Path, at: datetime) -> Feed:
    """A feed with its root, and nothing out yet."""
    folder = FeedFolder(path / "feed")
    signers = keys.create(path / "keys", keys.ONLINE_ROLES)
    publishing.found(folder, keys.create(path / "root-keys", keys.ROOT_KEYS), signers, at)
    return Feed(folder, signers)


def listed(name: str, status: Status = Status.ACTIVE, stance: Stance = Stance.WARN) -> ListedName:
    """One line of a feed."""
    return ListedName(name, "anonymous-chat", status, stance)


def snapshot(*names: str) -> Snapshot:
    """What a Release of these names says: one site that has them all."""
    return Snapshot(
        names=[listed(name) for name in names],
        sites={
            "format": "vigie-sites/1",
            "licence": "CC-BY-4.0",
            "categories": {},
            "signals": {},
            "evidence": {},
            "sites": [_site(names)] if names else [],
        },
        helplines={"format": "vigie-helplines/1", "licence": "CC-BY-4.0", "helplines": []},
    )


def _site(names: Sequence[str]) -> dict[str, Any]:
    unknown: dict[str, Any] = {"from": None, "to": None, "evidence": []}
    return {
        "slug": "one",
        "name": "One",
        "also_known_as": [],
        "category": "anonymous-chat",
        "status": "active",
        "status_as_of": None,
        "stance": "warn",
        "names": [{"name": name, "status": "active", **unknown} for name in names],
        "links": [],
        "signals": [],
        "events": [],
    }

"""A Release of many Sites, for what must not grow with them."""

from datetime import timedelta
from pathlib import Path

from api.database import Database
from api.settings import Settings
from feeds.registry.words import Status
from feeds.release.snapshot import ListedName, Snapshot, names_of
from tests.api.moments import now
from tests.release import feeds_for_tests

COUNT = 5_000


def founded(settings: Settings, count: int = COUNT) -> None:
    """Found an installation whose Release has so many Sites, of two names each."""
    Path(settings.data_dir).mkdir(parents=True)
    database = Database(settings.database)
    database.migrate()
    database.close()
    feed = feeds_for_tests.found(settings.data_dir, now() - timedelta(days=1))
    feed.publish_these(_snapshot(count), now())


def _snapshot(count: int) -> Snapshot:
    one = feeds_for_tests.snapshot("one.example.com")
    (site,) = one.sites["sites"]
    (name,) = site["names"]
    sites = [
        {
            **site,
            "slug": f"site-{number:04}",
            "name": f"Site {number:04}",
            "also_known_as": [f"Alias {number:04}"],
            "status": "closed" if number % 10 == 0 else "active",
            "names": [
                {**name, "name": f"old{number:04}.example.org", "status": "closed"},
                {**name, "name": f"new{number:04}.example.net", "status": str(Status.ACTIVE)},
            ],
        }
        for number in range(count)
    ]
    names: list[ListedName] = [listed for each in sites for listed in names_of(each)]
    words = {"anonymous-chat": {"en": "Anonymous chat", "fr": "Tchat anonyme"}}
    return Snapshot(names, {**one.sites, "categories": words, "sites": sites}, one.helplines)

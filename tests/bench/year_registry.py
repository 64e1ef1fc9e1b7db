"""A year's registry as rows, and what waits beside it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlmodel import SQLModel

from feeds.intake.sources.tables import ItemState, Source, SourceItem
from feeds.registry import taxonomy
from feeds.registry.tables import Citation, Event, Evidence, Link, Name, ProtectedName, Signal, Site
from feeds.review.disputes.tables import Dispute
from feeds.review.due_again.tables import Verification
from feeds.review.reports.tables import DayOfReports
from feeds.watch.tables import Finding
from tests.bench.year_rows import END, NAMES_A_SITE, YEAR, digest, hostname, name_id, source, when


def registry(sites: int) -> Iterator[tuple[type[SQLModel], Iterable[dict[str, Any]]]]:
    """Yield each table of so many Sites with its rows, in the order in which they can be written."""
    categories, signals = list(taxonomy.categories()), list(taxonomy.signals())
    each = range(1, sites + 1)
    names = [(site, name) for site in each for name in range(NAMES_A_SITE)]
    yield Evidence, ({"id": site, **source(f"paper-{site}", site), "kind": "article"} for site in each)
    yield (
        Site,
        (
            {
                "id": site,
                "slug": f"site-{site}",
                "name": f"Site {site}",
                "also_known_as": [],
                "category": categories[site % len(categories)],
                "status": "active",
            }
            for site in each
        ),
    )
    yield (
        Name,
        (
            {
                "id": name_id(site, name),
                "site_id": site,
                "hostname": hostname(site, name),
                "status": "active" if name == NAMES_A_SITE - 1 else "closed",
                "used_from": f"{2022 + name}-05",
            }
            for site, name in names
        ),
    )
    yield (
        Link,
        (
            {
                "id": name_id(site, name),
                "old_id": name_id(site, name - 1),
                "new_id": name_id(site, name),
                "kind": "renamed_to",
            }
            for site, name in names
            if name
        ),
    )
    yield Signal, ({"id": site, "site_id": site, "signal": signals[site % len(signals)]} for site in each)
    said = {"en": "The site changed its address.", "fr": "Le site a changé d’adresse."}
    yield Event, ({"id": site, "site_id": site, "kind": "report", "date": "2026-05", "text": said} for site in each)
    yield Citation, ({"evidence_id": site, "signal_id": site} for site in each)
    yield Citation, ({"evidence_id": site, "event_id": site} for site in each)
    yield Citation, ({"evidence_id": site, "name_id": name_id(site, name)} for site, name in names)
    yield (
        Verification,
        (
            {"signal_id": site, "checked_at": END - YEAR, "verify_by": END + timedelta(days=site % 400 - 20)}
            for site in each
        ),
    )


def beside(sites: int, count: int) -> Iterator[tuple[type[SQLModel], Iterable[dict[str, Any]]]]:
    """What waits beside Proposals, and what waited: a tenth of it waits still."""
    each = range(1, count + 1)
    yield (
        ProtectedName,
        ({"hostname": f"help-{number}.org", "reason": "People find help there."} for number in each[::10]),
    )
    yield Source, [{"id": 1, "address": "https://paper.example.com/feed", "title": "A newspaper", "due_at": END}]
    yield (
        SourceItem,
        (
            {
                "source_id": 1,
                "key": digest(f"item {number}"),
                "title": f"What happened to site {number}",
                "seen_at": when(number, count),
                "state": ItemState.WAITING if number % 10 == 0 else ItemState.DRAFTED,
                "reasons": [],
                "sketch": [],
            }
            for number in each
        ),
    )
    yield (
        DayOfReports,
        (
            {
                "name": f"reported-{number}.com",
                "kind": "risky",
                "day": when(number, count).date(),
                "reports": 3,
                "sources": 2,
                "handled_at": None if number % 10 == 0 else END - timedelta(days=2),
            }
            for number in each
        ),
    )
    yield (
        Finding,
        (
            {
                "kind": "renamed",
                "old": hostname(1 + number % sites, 0),
                "new": f"found-{number}.gg",
                "score": 0.9,
                "first_seen": when(number, count),
                "last_seen": when(number, count),
            }
            for number in each
        ),
    )
    yield (
        Dispute,
        (
            {
                "secret": digest(f"secret {number}"),
                "name": hostname(1 + number % sites, 0),
                "site_slug": f"site-{1 + number % sites}",
                "asks": "correction",
                "state": "open",
                "language": "fr",
                "opened_at": when(number, count),
                "proof_code": digest(f"proof {number}")[:32],
            }
            for number in each
            if number % 10 == 0
        ),
    )

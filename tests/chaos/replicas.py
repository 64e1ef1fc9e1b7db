"""An installation with 2,000 things due, of every kind that replicas share: looks, sources, articles, mail.

Looks at names are `vigie watch`'s; sources that are looked at again, newspapers' feeds and mail are the services'.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sqlmodel import col, select, update

from api import tokens
from api.database import Database
from api.jobs import evidence, release
from api.outbox import telling
from api.outbox.kinds import MailKind
from api.settings import Settings
from feeds.intake.sources import keeping
from feeds.registry.tables import Evidence
from feeds.review import people
from feeds.review.evidence.tables import EvidenceCheck
from feeds.review.roles import MAY, Role
from tests.chaos.town import Page
from tests.intake.sources.newspaper import AGENCY, BODY, COOKING, feed, page
from tests.outbox.post import wants_mail
from tests.review.proposing import approve, propose

SITES: Final = 8
ROOMS: Final = 1_700
MOVED: Final = 8
"""Rooms that send their visitors to a new name: the Watch drafts a Proposal for each."""
SOURCES: Final = 100
FEEDS: Final = 20
ARTICLES: Final = 3  # of each feed: one of its own, one that all print, one that is for nobody here
MAILS: Final = 40
CURATORS: Final = ("ada", "grace", "mary")
DUE: Final = ROOMS + SOURCES + FEEDS * (1 + ARTICLES) + MAILS * len(CURATORS)

_A_PAPER: Final = 4  # sources; a run asks one server for five at most
_WORDS: Final = (BODY + COOKING).split()
_TOLD: Final = "Le site {name} ne vérifie l’âge de personne, écrit un lecteur numéro {number}."


def room(number: int) -> str:
    """The name of a chat room."""
    return f"town-room-{number}.com"


def moved_to(number: int) -> str:
    """Where a room's visitors are sent that moved."""
    return f"new-{room(number)}"


def source(number: int) -> tuple[str, str]:
    """Host and path of a source that a site's listing rests on."""
    return f"paper-{number // _A_PAPER}.example.com", f"/{number}"


def gazette(number: int) -> str:
    """The host of a newspaper whose feed is read."""
    return f"gazette-{number}.example.com"


def pages() -> Iterator[tuple[tuple[str, str], Page]]:
    """Everything that stands in the town."""
    for number in range(ROOMS):
        if number < MOVED:
            yield (room(number), "/"), Page(location=f"http://{moved_to(number)}/")
            yield (moved_to(number), "/"), Page(_room(f"Room {number}"))
        else:
            yield (room(number), "/"), Page(_room(f"Room {number}"))
    for number in range(SOURCES):
        said = _TOLD.format(name=room(_listed_for(number)), number=number)
        yield source(number), Page(page(f"Article {number}", said, BODY))
    for number in range(FEEDS):
        host = gazette(number)
        yield (host, "/own"), Page(page(f"Le nouveau nom {number}", rename(number), _prose(number)))
        yield (host, "/agency"), Page(page("Une dépêche", AGENCY, BODY))
        yield (host, "/cooking"), Page(page(f"Recette {number}", COOKING))
        items = [(path, f"http://{host}/{path}") for path in ("own", "agency", "cooking")]
        yield (host, "/feed.xml"), Page(feed(*items), "application/rss+xml")


def fill(database: Database, settings: Settings) -> None:
    """List the rooms, release them, follow the feeds, write the mail, and let all sources be due."""
    at = datetime.now(UTC)
    with database.write() as session:
        for site in range(SITES):
            approve(session, propose(session, *_listing(site), at=at))
        for number in range(FEEDS):
            keeping.add(session, f"http://{gazette(number)}/feed.xml", at)
        for handle in CURATORS:
            wants_mail(session, handle)
        for number in range(MAILS):
            facts = {"serial": number, "added": number, "removed": 0}
            telling.tell(session, MailKind.RELEASE_HELD, f"of the town {number}", facts, at)
        boss = people.add(session, "boss", role=Role.REVIEWER)
        release.sign_off(session, settings, boss, "I counted the rooms.", at)
    release.run(database, settings, at)
    evidence.run(database, settings, at)  # takes every source up; none is due yet
    with database.write() as session:
        ours = select(Evidence.id).where(col(Evidence.key).startswith("town-"))
        session.exec(update(EvidenceCheck).where(col(EvidenceCheck.evidence_id).in_(ours)).values(due_at=at))


def token(database: Database, handle: str) -> str:
    """What a program of a curator's shows."""
    with database.write() as session:
        person = people.find(session, handle) or people.add(session, handle, role=Role.REVIEWER)
        wanted = [scope for scope in tokens.SCOPES if scope in MAY[Role.REVIEWER]]
        return tokens.make(session, person, "a program", wanted, 1, datetime.now(UTC))


def _listing(site: int) -> Iterator[dict[str, object]]:
    key = f"town-{site}-"
    numbers = [number for number in range(SOURCES) if number % SITES == site]
    for number in numbers:
        host, path = source(number)
        quote = _TOLD.format(name=room(_listed_for(number)), number=number)
        yield {
            "op": "add_evidence",
            "key": f"{key}{number}",
            "publisher": "A newspaper",
            "title": f"Article {number}",
            "language": "fr",
            "url": f"http://{host}{path}",
            "quote": quote,
        }
    yield {
        "op": "add_site",
        "slug": f"town-{site}",
        "name": f"Town {site}",
        "category": "anonymous-chat",
        "status": "active",
    }
    for number in range(site, ROOMS, SITES):
        yield {
            "op": "add_name",
            "site": f"town-{site}",
            "name": room(number),
            "status": "active",
            "evidence": [f"{key}{numbers[0]}"],
        }


def _listed_for(number: int) -> int:
    """The room that an article speaks of; not one that moved."""
    return MOVED + number


def rename(number: int) -> str:
    return f"Le site de discussion {room(500 + number)} est devenu town-hall-{number}.chat."


def _prose(number: int) -> str:
    """A text that no other article has, so that nobody takes it for a copy."""
    drawn = random.Random(number)
    return ". ".join(" ".join(drawn.sample(_WORDS, 12)) for _ in range(8))


def _room(title: str) -> str:
    shown = f"<h1>{title}</h1><p>Bienvenue au tchat.</p>"
    return f"<!doctype html><html lang=fr><title>{title}</title><body>{shown}</body></html>"

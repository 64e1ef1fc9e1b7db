"""Newspapers that stay, move, rewrite, fall silent or lead astray; and Coco, listed for what they wrote."""

import socket
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import select

from api.database import Database
from api.jobs import evidence as job
from api.settings import Settings
from feeds.registry.tables import Evidence
from feeds.review.evidence.tables import EvidenceCheck
from tests.conftest import NOON
from tests.fetching.street import Server, Street
from tests.intake.sources.newspaper import page
from tests.review.proposing import LIST_COCO

QUOTE = "Le site coco.fr n’a jamais demandé l’âge de personne."
BODY = (
    "Des associations demandent aux familles de rester attentives, et une réunion d’information aura lieu à la mairie."
    " Le parquet rappelle que ces services ne demandent aucune inscription et ne vérifient rien du tout."
)
ARTICLE = page("Coco mis en cause", QUOTE, BODY)
REWRITTEN = page("Coco mis en cause", "Le site coco.fr vérifie désormais l’âge de chacun.", BODY)
POLISH = page(
    "Popularny serwis kończy działalność",
    "Serwis, w którym młodzież rozmawiała anonimowo, zostanie zamknięty pod koniec roku, poinformował jego właściciel."
    " Użytkownicy mogą do tego czasu pobrać swoje wiadomości i zdjęcia, a później wszystkie dane zostaną usunięte.",
)
MONTH = timedelta(days=31)
DAY = timedelta(days=2)


def cited_coco(sources: Mapping[str, tuple[str, str | None]]) -> list[dict[str, object]]:
    """Coco's listing with these sources: an address and a quote by key. `paper-1` is what everything rests on."""
    evidence = ({**LIST_COCO[0], "key": key, "url": url, "quote": quote} for key, (url, quote) in sources.items())
    return [*evidence, *LIST_COCO[1:]]


def answer(status: str, body: str = "", **headers: str) -> bytes:
    """One HTTP answer."""
    said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{said}Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()


def open_all(street: Street, answers: Mapping[str, bytes]) -> None:
    """Let somebody answer under these names, whatever the page that is asked for; nobody answers under others."""
    for host in answers:
        street.serve(host, _server(street, answers))


def _server(street: Street, answers: Mapping[str, bytes]) -> Server:
    def server(connection: socket.socket) -> None:
        street.hear(connection)
        host = street.heard[-1].lower().split("host: ")[1].split("\r\n")[0]
        connection.sendall(answers[host])

    return server


def look(database: Database, settings: Settings, at: datetime) -> job.Outcome:
    """Let what is due at a moment be looked at."""
    return job.run(database, settings, at)


def checks(database: Database) -> dict[str, EvidenceCheck]:
    """How each source was found, by its key."""
    with database.read() as session:
        rows = session.exec(select(Evidence.key, EvidenceCheck).join(EvidenceCheck))
        return {key: check for key, check in rows}  # noqa: C416 (rows are no pairs to mypy)


__all__ = [
    "ARTICLE",
    "DAY",
    "MONTH",
    "NOON",
    "QUOTE",
    "REWRITTEN",
    "answer",
    "checks",
    "cited_coco",
    "look",
    "open_all",
]

"""What the rows of a year have in common: names, moments, sources, digests, and how many are written at once."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

NAMES_A_SITE: Final = 3
END: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
YEAR: Final = timedelta(days=365)
_AT_ONCE: Final = 5_000


def hostname(site: int, name: int) -> str:
    """The name of that number of a Site."""
    return f"site-{site}.{('fr', 'gg', 'chat')[name]}"


def source(key: str, number: int) -> dict[str, Any]:
    """What a Proposal cites: the article of that number."""
    return {
        "key": key,
        "publisher": "A newspaper",
        "title": f"What happened, part {number}",
        "date": "2026-05-01",
        "language": "en",
        "url": f"https://paper.example.com/{number}",
        "digest": digest(f"text {number}"),
    }


def when(number: int, count: int) -> datetime:
    """The moment of one of so many things that happened in the year."""
    return END - YEAR + number * (YEAR / (count + 1))


def name_id(site: int, number: int) -> int:
    """The id of the name of that number of a Site."""
    return (site - 1) * NAMES_A_SITE + number + 1


def digest(said: str) -> str:
    """The digest of some words."""
    return hashlib.sha256(said.encode()).hexdigest()


def write(session: Session, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows to a table, some thousands at once."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        session.execute(insert(table), some)

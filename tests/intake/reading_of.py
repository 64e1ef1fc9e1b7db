"""How these tests read: a text in, the events out, as short tuples."""

from datetime import date
from pathlib import Path

from feeds.intake import Reading, read

TODAY = date(2026, 11, 21)
ARTICLES = Path(__file__).with_name("articles")


def reading_of(text: str, source: str = "pasted") -> Reading:
    return read(text.encode(), source=source, today=TODAY)


def reading_of_file(name: str) -> Reading:
    return read((ARTICLES / name).read_bytes(), source=name, today=TODAY)


def events_of(reading: Reading) -> set[tuple[str, str, str | None]]:
    """What is said to have happened; a mention is not."""
    return {(claim.event, claim.old, claim.new) for claim in reading.claims if claim.event != "mention"}


def names_of(reading: Reading) -> set[str]:
    """Every name that any claim holds."""
    return {name for claim in reading.claims for name in (claim.old, claim.new) if name}

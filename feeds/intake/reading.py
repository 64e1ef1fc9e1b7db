"""`read`: what an article says, from its bytes. The way in to this room."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from feeds.intake.claim import Claim
from feeds.intake.claims import claims_of
from feeds.intake.conflict import Conflict
from feeds.intake.parsed import parse


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says. Offsets of the claims count characters of `text`.

    Where the text contradicts itself, the surest claim is in `claims`, and all that are told stand in `conflicts`.

    `digest` is the SHA-256, in hexadecimal, of the bytes that were read; `published` is as exact as the source.
    """

    source: str
    title: str | None
    publisher: str | None
    language: str
    published: str | None
    text: str
    digest: str
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that `vigie intake --json` prints."""
        keys = ("event", "old", "new", "date", "quote", "start", "end", "confidence")
        return {
            "source": self.source,
            "title": self.title,
            "publisher": self.publisher,
            "language": self.language,
            "published": self.published,
            "digest": self.digest,
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "events": [{**{key: getattr(claim, key) for key in keys}, "why": list(claim.why)} for claim in self.claims],
        }


def read(data: bytes, *, source: str, today: date) -> Reading:
    """Read an HTML page, a PDF file or a text in French, English, Italian, Spanish or German.

    `source` is where it came from (an address, a file), `today` decides which year a weekday means. Pure. Raises
    `Unreadable`, one sentence for people, for what is empty, too large, not text, or in another language.
    """
    parsed = parse(data, source=source, today=today)
    article = parsed.article
    claims, conflicts = claims_of(parsed)
    return Reading(
        source=source,
        title=article.title,
        publisher=article.publisher,
        language=parsed.words.language,
        published=article.published,
        text=article.text,
        digest=hashlib.sha256(data).hexdigest(),
        claims=claims,
        conflicts=conflicts,
    )

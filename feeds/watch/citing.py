"""Evidence, piece by piece, as sources that a Proposal cites: where it was seen, when, and what the page said. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Final

from feeds.hostnames import NotAHostname, parse
from feeds.watch.changes import OF_TWO_NAMES, FindingKind
from feeds.watch.observing.observation import Observation
from feeds.watch.verdicts import Evidence, Verdict
from feeds.watch.verdicts.wording import sentence

MOST: Final = 8
_OLD: Final = frozenset({"redirect", "announcement"})
_DOUBTS: Final = frozenset({"re-registered", "abandoned"})
_TITLE: Final = 200
_QUOTE: Final = 1000
_ADDRESS: Final = 2000


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as an `add_evidence` operation, and its key."""

    key: str
    operation: dict[str, Any]


def speaks_for(kind: FindingKind, piece: Evidence) -> bool:
    """Whether a piece speaks for a Finding. What speaks against a rename is just what shows that a Name is parked."""
    if kind in OF_TWO_NAMES:
        return piece.strength != "against"
    return kind is not FindingKind.ACTIVE or piece.sign not in _DOUBTS


def citations(
    prefix: str, kind: FindingKind, verdict: Verdict, new: Observation, before: Sequence[Observation]
) -> list[Cited]:
    """A source for what was seen at the new name, and one for each piece that carries the Finding, `MOST` in all.

    `before` are the old Name's Observations: redirects and announcements were seen there, on the day that they say.
    """
    carrying = (each for each in verdict.evidence if speaks_for(kind, each) and each.strength != "weak")
    pieces = list(carrying)[: MOST - 1]
    page = _cited(f"{prefix}-0", new, _end(new), _summary(new), "What was seen.")
    return [page, *(_of_piece(f"{prefix}-{n}", each, new, before) for n, each in enumerate(pieces, 1))]


def _of_piece(key: str, piece: Evidence, new: Observation, before: Sequence[Observation]) -> Cited:
    seen = _where(piece, before) or new
    said = sentence(piece)
    url = seen.chain[0].url if piece.family == "redirect" and seen.chain else _end(seen)
    return _cited(key, seen, url, piece.facts.get("quote") or said, f"{said} ({piece.strength}, {piece.family})")


def _where(piece: Evidence, before: Sequence[Observation]) -> Observation | None:
    if piece.family not in _OLD:
        return None
    return next((seen for seen in before if seen.at.date().isoformat() == piece.facts.get("day")), None)


def _cited(key: str, seen: Observation, url: str, quote: str, supports: str) -> Cited:
    language = seen.page.language if seen.page else None
    operation = {
        "op": "add_evidence",
        "key": key,
        "publisher": seen.name,
        "title": _line(seen.page.title if seen.page else "", _TITLE) or f"{seen.name}, as it was seen",
        "date": seen.at.date().isoformat(),
        "language": language if language and len(language) == 2 and language.isascii() and language.islower() else "en",
        "url": _address(url, seen.name),
        "quote": _line(quote, _QUOTE) or None,
        "supports": _line(supports, _QUOTE),
        "digest": seen.capture,
    }
    return Cited(key, operation)


def _summary(seen: Observation) -> str:
    if seen.page is not None:
        return f"{seen.page.title} {seen.page.excerpt}"
    return f"No page: {seen.failure or seen.status or seen.dns.rcode}."


def _end(seen: Observation) -> str:
    return seen.chain[-1].url if seen.chain else ""


def _address(url: str, name: str) -> str:
    """The address, or the name's own when that is none that can be cited."""
    try:
        parse(url)
    except NotAHostname:
        url = ""
    return url if 0 < len(url) <= _ADDRESS else f"https://{name}/"


def _line(text: str, longest: int) -> str:
    printable = "".join(character if character.isprintable() else " " for character in text)
    return shorten(printable, longest, placeholder=" …")

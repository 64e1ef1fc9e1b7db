"""What a look at a source means. Pure."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from feeds.review.evidence.outcomes import Outcome
from feeds.review.evidence.passages import SourceText, closest, locate, parts, still_there

_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS})
_SHOWN: Final = 2000


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is cited: its address, its quote, and its text where that was kept."""

    url: str
    quote: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look. Without a `page` that is `whole`, `problem` is one sentence that says why.

    `url` is where the redirects led, `status` the last answer's; None when nobody answered.
    """

    url: str
    status: int | None = None
    page: SourceText | None = None
    problem: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """How a source was found. `before` is the quote that is missing, `now` what is there instead."""

    outcome: Outcome
    before: str | None = None
    now: str | None = None
    moved_to: str | None = None


def judge(cited: Cited, look: Look) -> Found | None:
    """How a source stands; None when this look does not tell, and another is needed."""
    if look.status in _GONE:
        return Found(Outcome.GONE, cited.quote, f"{look.status} {HTTPStatus(look.status).phrase}")
    if look.page is None:
        return None
    missing = _missing(cited, look.page.text)
    if missing is None:
        moved = not _same_place(cited.url, look.url)
        return Found(Outcome.MOVED, moved_to=look.url) if moved else Found(Outcome.SAME)
    if not look.whole:
        return None
    instead = closest(look.page.text, missing)
    if _is_front_page(look.url) and not _is_front_page(cited.url):
        return Found(Outcome.GONE, missing, instead, look.url)
    return Found(Outcome.CHANGED, missing, instead)


def is_beyond_us(cited: Cited, look: Look) -> bool:
    """Whether there is a page that we cannot read and never could: in a language that we do not know, or a picture.

    Nothing can be said of it, and nothing has changed.
    """
    return look.status == HTTPStatus.OK and look.page is None and cited.text is None


def unreachable(cited: Cited, problem: str) -> Found:
    """How a source stands that did not answer for days."""
    return Found(Outcome.UNREACHABLE, cited.quote, problem)


def _missing(cited: Cited, page: str) -> str | None:
    """The first quote that the page does not have; of a source without quotes, its text when most of that went."""
    quotes = parts(cited.quote)
    if not quotes and cited.text and not still_there(page, cited.text):
        return cited.text[:_SHOWN]
    return next((quote for quote in quotes if locate(page, quote) is None), None)


def _same_place(one: str, other: str) -> bool:
    """Whether two addresses differ by no more than https, `www.`, a final slash or a fragment."""
    return _place(one) == _place(other)


def _place(url: str) -> tuple[str, str, str]:
    parsed = urlsplit(url)
    return (parsed.hostname or "").removeprefix("www."), parsed.path.rstrip("/"), parsed.query


def _is_front_page(url: str) -> bool:
    parsed = urlsplit(url)
    return parsed.path in ("", "/") and not parsed.query

"""`read_feed`: what a newspaper's feed lists, from its bytes. Pure: opens no address that the bytes name.

RSS and Atom in every version that newspapers still write, well-formed or nearly, are feedparser's matter. Titles and
summaries become plain text here, so that no markup of a stranger's goes any further.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]
from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import fromstring  # type: ignore[import-untyped]

from feeds.fetching.web_address import NotAWebAddress, read_address

LARGEST: Final = 1_000_000  # bytes, as many as the fetcher gives
MOST_ITEMS: Final = 300  # the first ones, which are the newest
LONGEST_TITLE: Final = 300
LONGEST_SUMMARY: Final = 2000
LONGEST_ADDRESS: Final = 2000

_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\s]+")


class NotAFeed(ValueError):
    """The bytes are no feed that can be read. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a feed lists: plain texts. `key` is the same for the same item every time that the feed is read.

    `address` is a web address or None, `published` is `YYYY-MM-DD` or None.
    """

    key: str
    address: str | None
    title: str
    summary: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, each item once, in the feed's order."""

    title: str
    items: tuple[Item, ...]


def read_feed(data: bytes, *, address: str, content_type: str | None = None) -> Feed:
    """Read a feed that was got from an address. Raises `NotAFeed`.

    `content_type` is the header that came with it: some servers say the encoding there alone.
    """
    if len(data) > LARGEST:
        raise NotAFeed(f"This feed is too large: {len(data):,} bytes, and the limit is {LARGEST:,}.")
    if not data.strip():
        raise NotAFeed("This feed is empty.")
    if _ENTITIES.search(data.replace(b"\0", b"")):  # zeros: UTF-16 and UTF-32 have them between the letters
        raise NotAFeed("This feed defines entities of its own, as traps do, and is not read.")
    headers = {"content-location": address, **({"content-type": content_type} if content_type else {})}
    # As a stream: feedparser takes a text that looks like an address, or like a file's name, for one.
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not parsed.get("version"):
        page = re.search(rb"<html|<!doctype html", data[:4096], re.IGNORECASE)
        raise NotAFeed("This is a web page, not a feed." if page else "This is no RSS or Atom feed.")
    items: dict[str, Item] = {}
    for item in _items(parsed.entries, address):
        items.setdefault(item.key, item)
    return Feed(_plain(parsed.feed.get("title"), LONGEST_TITLE), tuple(items.values()))


def _items(entries: list[Any], base: str) -> Iterator[Item]:
    for entry in islice(entries, MOST_ITEMS):
        address = _address(entry.get("link"), base)
        title = _plain(entry.get("title"), LONGEST_TITLE)
        summary = _plain(_longest(entry), LONGEST_SUMMARY)
        if title or summary:
            told_apart = entry.get("id") or address or f"{title}\0{summary}"
            yield Item(
                key=hashlib.sha256(str(told_apart).encode("utf-8", "replace")).hexdigest(),
                address=address,
                title=title or summary[:LONGEST_TITLE],
                summary=summary,
                published=_day(entry),
            )


def _longest(entry: Any) -> str:
    """The summary, or the whole article where the feed carries it."""
    texts = [entry.get("summary"), *(content.get("value") for content in entry.get("content", []))]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _address(link: object, base: str) -> str | None:
    try:
        url = read_address(link, base=base).url if isinstance(link, str) and link.strip() else None
    except NotAWebAddress:
        return None
    return url if url and len(url) <= LONGEST_ADDRESS else None


def _day(entry: Any) -> str | None:
    # Asked for what is not there, feedparser gives the other date, and warns.
    moment = next((entry[key] for key in ("published_parsed", "updated_parsed") if key in entry), None)
    try:
        return date(*moment[:3]).isoformat() if moment else None
    except (TypeError, ValueError):
        return None


def _plain(text: object, longest: int) -> str:
    """The words of a text that may be HTML, without control characters and those that turn its direction."""
    if not isinstance(text, str):
        return ""
    text = text[: longest * 20]  # markup, and no more of it than a title or a summary can have
    if "<" in text:
        try:
            shown = fromstring(f"<div>{text}</div>").xpath("//text()[not(ancestor::script or ancestor::style)]")
            text = " ".join(map(str, shown))
        except (LxmlError, ValueError, RecursionError):
            text = re.sub(r"<[^>]*>", " ", text)
    return _UNPRINTED.sub(" ", text).strip()[:longest].rstrip()

"""From the bytes of an article to an `Article`. Decides by content, never by a file's name."""

import re
from datetime import date
from typing import Final

from feeds.intake.article import Article
from feeds.intake.decoding import Unreadable, decode
from feeds.intake.page import read_page
from feeds.intake.pdf import read_pdf
from feeds.intake.plain import read_plain

LARGEST: Final = 5_000_000  # bytes
LONGEST: Final = 300_000  # characters of prose, a hundred pages; what is longer is no article

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta)[\s>/]", re.IGNORECASE)
_HEAD: Final = 4096  # bytes in which a page shows that it is one


def open_article(data: bytes, *, source: str, today: date) -> Article:
    """Read an HTML page, a PDF file or a plain text. Raises `Unreadable`, with one sentence for people.

    Opens no connection and asks no clock.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"This article is too large: {len(data):,} bytes, and the limit is {LARGEST:,}.")
    if not data.strip():
        raise Unreadable("This article is empty.")
    address = source if re.match(r"https?://", source, re.IGNORECASE) else None
    article = _read(data, address, today)
    if len(article.text) > LONGEST:
        raise Unreadable(f"This text is too long for an article: {len(article.text):,} characters.")
    return article


def _read(data: bytes, address: str | None, today: date) -> Article:
    if data.startswith(b"%PDF"):
        return read_pdf(data, address=address, today=today)
    if _MARKUP.search(data[:_HEAD]):
        return read_page(data, address=address, today=today)
    return read_plain(decode(data), address=address)

"""An HTML page: its main text, title, publisher, address and date."""

import re
from datetime import date
from itertools import islice
from typing import Final

from lxml.etree import ParserError  # type: ignore[import-untyped]
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document
from trafilatura.utils import load_html

from feeds.intake.article import Article, host_of
from feeds.intake.decoding import Unreadable

MOST_ELEMENTS: Final = 50_000  # half a million took 32 s to read; this bounds the time

_NO_PROSE = "This page holds no article: no main text was found in it."


def read_page(data: bytes, *, address: str | None, today: date) -> Article:
    """Read a page. Raises `Unreadable` when the page has no main text."""
    # Only trees are handed on: given a string that looks like an address, htmldate would open it.
    try:
        tree = load_html(data)
        if tree is None:
            raise Unreadable(_NO_PROSE)
        if next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None:
            raise Unreadable(f"This page is too large: it has more than {MOST_ELEMENTS:,} elements.")
        dates = {"original_date": True, "extensive_search": False, "max_date": today.isoformat()}
        about = extract_metadata(tree, default_url=address, date_config=dates)
        found = bare_extraction(tree, include_comments=False, date_extraction_params=dates)
    except (ParserError, RecursionError):
        raise Unreadable("This page cannot be read: its markup is broken or nested too deeply.") from None
    prose = found.text if isinstance(found, Document) else None
    if not prose:
        raise Unreadable(_NO_PROSE)
    title = _line(about.title)
    address = address or about.url
    return Article(
        # Headlines state facts too; trafilatura leaves them out of the text.
        text=prose if not title or prose.lstrip().startswith(title) else f"{title}\n\n{prose}",
        body=0,
        title=title,
        publisher=_line(about.sitename) or host_of(address),
        address=address,
        published=about.date,
    )


def _line(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text).strip() or None if text else None

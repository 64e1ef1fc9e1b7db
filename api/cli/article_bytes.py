"""From what a person names to bytes: a web address, a file, or `-` for standard input."""

import sys
from pathlib import Path

from api import article_page, settings
from feeds.intake import Unreadable


def read_source(source: str) -> tuple[bytes, str]:
    """Return the bytes, and where they are: a web address where it led in the end, anything else as it was given.

    Raises `Unreadable`, one sentence.
    """
    if source.lower().startswith(("http://", "https://")):
        return article_page.get(settings.load(), source)
    try:
        return (sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()), source
    except OSError as failure:
        raise Unreadable(f"the file cannot be read: {failure.strerror}.") from None

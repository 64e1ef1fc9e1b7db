"""From what a person names to bytes: a web address, a file, or `-` for standard input."""

import asyncio
import sys
from http import HTTPStatus
from pathlib import Path

from api import open_web, settings
from feeds.fetching import Fetched, FetchFailed
from feeds.intake import Unreadable


def read_source(source: str) -> tuple[bytes, str]:
    """Return the bytes, and where they are: a web address where it led in the end, anything else as it was given.

    Raises `Unreadable`, one sentence.
    """
    if source.lower().startswith(("http://", "https://")):
        return _page(source)
    try:
        return (sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()), source
    except OSError as failure:
        raise Unreadable(f"the file cannot be read: {failure.strerror}.") from None


def _page(url: str) -> tuple[bytes, str]:
    try:
        fetched = asyncio.run(open_web.fetcher(settings.load()).get(url))
    except FetchFailed as failure:
        raise Unreadable(failure.sentence) from None
    if fetched.status != HTTPStatus.OK:
        raise Unreadable(f"the server answers {_in_words(fetched)} instead of the page.")
    if fetched.truncated:
        raise Unreadable("the page did not come whole, or has more than a megabyte; save it and give the file.")
    return fetched.body, fetched.url if len(fetched.chain) > 1 else url


def _in_words(fetched: Fetched) -> str:
    try:
        return f"{fetched.status} ({HTTPStatus(fetched.status).phrase})"
    except ValueError:
        return str(fetched.status)

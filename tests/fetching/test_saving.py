"""A long body is written down as it comes, and never held as a whole."""

import asyncio
import gzip
import tracemalloc
from tempfile import TemporaryFile

import pytest

from feeds.fetching import Fetched, Limits
from tests.fetching.street import Street

PIECE = b"# one more line of a list\n" * 2_500  # 65 kB
PIECES = 120
LIST = "http://lists.example.com/chats.txt"


def _save(street: Street, limits: Limits) -> tuple[Fetched, bytes, int]:
    """Save the list; gives the answer, the first bytes that were written, and the most memory that it took."""
    fetcher = street.fetcher(limits)
    with TemporaryFile() as paper:
        tracemalloc.start()
        fetched = asyncio.run(fetcher.save(LIST, paper))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        paper.seek(0)
        return fetched, paper.read(), peak


def test_a_long_body_takes_a_fraction_of_its_size(street: Street) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(PIECE) * PIECES}\r\n\r\n".encode()
    street.serve("lists.example.com", street.says(head, *[PIECE] * PIECES))
    fetched, written, peak = _save(street, Limits(body_bytes=20_000_000))
    assert (fetched.status, fetched.body, fetched.truncated) == (200, b"", False)
    assert written == PIECE * PIECES
    assert peak < len(written) / 3


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_no_more_is_written_than_the_limit(street: Street, coding: str) -> None:
    body = gzip.compress(PIECE) if coding == "gzip" else PIECE
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    street.serve("lists.example.com", street.says(head, body))
    fetched, written, _ = _save(street, Limits(body_bytes=10_000))
    assert (fetched.truncated, written) == (True, PIECE[:10_000])
    fetched, written, _ = _save(street, Limits(body_bytes=len(PIECE)))
    assert (fetched.truncated, written) == (False, PIECE)


def test_the_body_of_a_redirect_is_not_written(street: Street) -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://there.example.com/\r\nContent-Length: 4\r\n\r\nhere"
    street.serve("lists.example.com", street.says(moved))
    street.serve("there.example.com", street.says(b"HTTP/1.1 200 OK\r\n\r\nthere"), address="93.184.216.35")
    assert _save(street, Limits())[1] == b"there"

"""`wildcard.txt`: one pattern a line, for programs that take `*.name` for a name and all below it."""

from collections.abc import Sequence
from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, text
from feeds.release.snapshot import Edition

FILE: Final = "wildcard.txt"
MEDIA_TYPE: Final = PLAIN_TEXT


def write(names: Sequence[str], edition: Edition) -> bytes:
    """The names as patterns."""
    return text(edition, len(names), comment="#", body=(f"*.{name}" for name in names))

"""`wildcard.txt`: one pattern a line, for programs that take `*.name` for a name and all below it."""

from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, blocked, text
from feeds.release.snapshot import Edition, Snapshot

FILE: Final = "wildcard.txt"
MEDIA_TYPE: Final = PLAIN_TEXT


def write(snapshot: Snapshot, edition: Edition) -> bytes:
    """The names as patterns."""
    names = blocked(snapshot)
    return text(edition, len(names), comment="#", body=(f"*.{name}" for name in names))

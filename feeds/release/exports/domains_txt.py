"""`domains.txt`: one name a line, for whatever takes a plain list."""

from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, blocked, text
from feeds.release.snapshot import Edition, Snapshot

FILE: Final = "domains.txt"
MEDIA_TYPE: Final = PLAIN_TEXT


def write(snapshot: Snapshot, edition: Edition) -> bytes:
    """The names, and nothing else on their lines."""
    names = blocked(snapshot)
    return text(edition, len(names), comment="#", body=names)

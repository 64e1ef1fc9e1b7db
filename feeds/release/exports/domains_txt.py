"""`domains.txt`: one name a line, for whatever takes a plain list."""

from collections.abc import Sequence
from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, text
from feeds.release.snapshot import Edition

FILE: Final = "domains.txt"
MEDIA_TYPE: Final = PLAIN_TEXT


def write(names: Sequence[str], edition: Edition) -> bytes:
    """The names, and nothing else on their lines."""
    return text(edition, len(names), comment="#", body=names)

"""`adblock.txt`: filter rules for uBlock Origin, AdGuard and Pi-hole. A rule covers the subdomains of its name."""

from collections.abc import Sequence
from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, text
from feeds.release.snapshot import Edition

FILE: Final = "adblock.txt"
MEDIA_TYPE: Final = PLAIN_TEXT
# The two comments that ad blockers act on: when to fetch again, and what to show as the version.
ADVICE: Final = ("! Expires: 6 hours", "! Version: {serial}")


def write(names: Sequence[str], edition: Edition) -> bytes:
    """The names as network rules."""
    advice = (line.format(serial=edition.serial) for line in ADVICE)
    return text(edition, len(names), comment="!", body=(*advice, *(f"||{name}^" for name in names)))

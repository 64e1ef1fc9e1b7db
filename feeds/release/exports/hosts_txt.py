"""`hosts.txt`: the file that every operating system looks into before it asks a DNS server.

It knows no patterns, so each name is there with `www.` before it too: most sites answer to both.
"""

from collections.abc import Sequence
from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, text
from feeds.release.snapshot import Edition

FILE: Final = "hosts.txt"
MEDIA_TYPE: Final = PLAIN_TEXT
NOWHERE: Final = "0.0.0.0"  # noqa: S104 (nothing is bound to it; a connection to it fails at once)


def write(names: Sequence[str], edition: Edition) -> bytes:
    """The names, each leading nowhere."""
    hosts = sorted({host for name in names for host in (name, f"www.{name.removeprefix('www.')}")})
    return text(edition, len(names), comment="#", body=(f"{NOWHERE} {host}" for host in hosts))

"""`rpz.zone`: a response policy zone for BIND, unbound and Knot Resolver. Its names do not exist for who asks there.

The serial of the Release is the serial of the zone. Owners are relative, so a server may call the zone what it likes.
"""

from collections.abc import Sequence
from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, text
from feeds.release.snapshot import Edition

FILE: Final = "rpz.zone"
MEDIA_TYPE: Final = PLAIN_TEXT

# DNS allows 253 characters and the zone's own name is put behind every one: a name that leaves it no room would make
# servers refuse the whole zone.
LONGEST_NAME: Final = 200
# Refresh, retry, expire and the time a refusal may be kept, in seconds: an hour, ten minutes, a week, five minutes.
TIMES: Final = "3600 600 604800 300"


def write(names: Sequence[str], edition: Edition) -> bytes:
    """The names and all below them, each with the policy that it does not exist (`CNAME .`)."""
    short = [name for name in names if len(name) <= LONGEST_NAME]
    apex = ("$TTL 300", f"@ SOA localhost. root.localhost. {edition.serial} {TIMES}", "@ NS localhost.")
    rules = (f"{owner} CNAME ." for name in short for owner in (name, f"*.{name}"))
    return text(edition, len(short), comment=";", body=(*apex, *rules))

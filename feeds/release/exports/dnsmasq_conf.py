"""`dnsmasq.conf`: lines for dnsmasq, as many home routers run it. A line covers the subdomains of its name.

`local=/name/` tells dnsmasq to answer for the name itself; knowing nothing of it, it says that there is no such name,
for every type of record and in every version. `address=/name/` did not cover all types in older ones.
"""

from collections.abc import Sequence
from typing import Final

from feeds.release.exports.blocklist import PLAIN_TEXT, text
from feeds.release.snapshot import Edition

FILE: Final = "dnsmasq.conf"
MEDIA_TYPE: Final = PLAIN_TEXT


def write(names: Sequence[str], edition: Edition) -> bytes:
    """The names, each answered as one that does not exist."""
    return text(edition, len(names), comment="#", body=(f"local=/{name}/" for name in names))

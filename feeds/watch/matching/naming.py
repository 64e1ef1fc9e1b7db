"""A name of a stream as a `Hostname`: what `feeds.hostnames.parse` makes of it, without the cost where it is plain."""

import re
from typing import Final

from feeds.hostnames import Hostname, parse
from feeds.hostnames.hostname import LONGEST_NAME
from feeds.watch.suffix_rules import suffix_rules

# Letters, digits and inner hyphens, and no label in an encoding: IDNA leaves these as they are.
_PLAIN: Final = re.compile(r"(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def hostname_of(text: str) -> Hostname:
    """Read a name in lower case. Raises `feeds.hostnames.NotAHostname` as `parse` does."""
    if len(text) <= LONGEST_NAME and _PLAIN.fullmatch(text):
        registrable, suffix = suffix_rules().split(text)
        if registrable:
            return Hostname(text, registrable, suffix)
    return parse(text)

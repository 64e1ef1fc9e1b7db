"""Configuration of dnsmasq: `local=/name/`, `server=/name/` and `address=/name/0.0.0.0`, of one name or several."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from feeds.intake.lists.entry import Entry, Line, is_nowhere

_RULE: Final = re.compile(r"(?:local|server|address)=/(?P<names>.+)/(?P<there>[^/]*)")


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """Every name that is answered as one that does not exist, or with an address that leads nowhere."""
    for number, text in lines:
        rule = text.strip()
        if not rule or rule[0] == "#":
            continue
        found = _RULE.fullmatch(rule)
        if found is None:
            yield Entry(number, rule, "it is no rule that blocks a name")
        elif found["there"] not in {"", "#"} and not is_nowhere(found["there"]):
            yield Entry(number, rule, f"it sends the name to {found['there']} and does not block it")
        else:
            yield from (Entry(number, name) for name in found["names"].split("/"))

"""Hosts files: an address that leads nowhere, and the names that are sent there."""

from collections.abc import Iterable, Iterator

from feeds.intake.lists.entry import Entry, Line, is_nowhere


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """Every name behind an address that leads nowhere."""
    for number, text in lines:
        address, *names = text.partition("#")[0].split() or [""]
        if not address:
            continue
        if not names:
            yield Entry(number, text, "a line of a hosts file is an address and then names")
        elif not is_nowhere(address):
            yield Entry(number, text, f"it sends the name to {address} and does not block it")
        else:
            yield from (Entry(number, name) for name in names)

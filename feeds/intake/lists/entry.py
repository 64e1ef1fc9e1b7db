"""What the readers of lists take and give. Pure."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from typing import NamedTuple, Protocol


class Line(NamedTuple):
    """A line of a list, without its end. Numbers begin at 1."""

    number: int
    text: str


class Entry(NamedTuple):
    """What a line says of one name. `text` should be a name; with an `objection`, a clause, it is known not to be."""

    line: int
    text: str
    objection: str = ""


class Reader(Protocol):
    """Reads the lines of one form. Skips comments and blank lines, and raises nothing: a bad line is an objection."""

    def __call__(self, lines: Iterable[Line]) -> Iterator[Entry]:
        """The entries, in the order of the list."""
        ...


def is_nowhere(address: str) -> bool:
    """Whether a name that is sent to this address is blocked by it: nothing there answers for another machine."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    return read.is_unspecified or read.is_loopback

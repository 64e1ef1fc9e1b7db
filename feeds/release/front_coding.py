"""A name written against another that is known: how many first characters they share, then the rest. Pure.

An entry is one byte `0x80 + shared`, then the rest in ASCII. No byte of a name has its high bit set, so an entry ends
where the next one begins.
"""

import re
from typing import Final

LONGEST_SHARED: Final = 127
_ENTRY: Final = re.compile(rb"[\x80-\xff][\x00-\x7f]*")


class BadEntry(ValueError):
    """Bytes are not a row of entries, or an entry does not fit its base. `str()` says which."""


def shared(base: str, name: str) -> int:
    """How many first characters an entry can share, at most 127."""
    same = 0
    for one, other in zip(base[:LONGEST_SHARED], name, strict=False):
        if one != other:
            break
        same += 1
    return same


def write(base: str, name: str) -> bytes:
    """The entry that says `name`, for a reader who has `base`."""
    same = shared(base, name)
    return bytes((0x80 | same,)) + name[same:].encode("ascii")


def split(data: bytes) -> list[tuple[int, str]]:
    """The entries in a row of them: how much each shares, and its rest. Raises `BadEntry`."""
    if data and data[0] < 0x80:
        raise BadEntry("The first entry does not begin as one.")
    return [(entry[0] & 0x7F, entry[1:].decode("ascii")) for entry in _ENTRY.findall(data)]


def read(base: str, same: int, rest: str) -> str:
    """The name that an entry says against `base`. Raises `BadEntry`."""
    if same > len(base):
        raise BadEntry(f"An entry shares {same} characters with a name that has {len(base)}.")
    return base[:same] + rest

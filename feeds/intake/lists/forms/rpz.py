"""Response policy zones: a name with the policy that it does not exist, that it has nothing, or that nobody answers.

The zone's own records are no rows; owners are relative, as in a zone that may be called anything.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from feeds.intake.lists.entry import Entry, Line

_BLOCKS: Final = frozenset({".", "*.", "rpz-drop."})


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """The owner of each record that blocks; a name and the names below it are one owner after another."""
    for number, text in lines:
        owner, *fields = text.partition(";")[0].split() or [""]
        if not fields or owner[0] in "$@" or text[0].isspace():
            continue
        policy, target = fields[-2:] if len(fields) > 1 else ("", "")
        if policy.upper() != "CNAME" or target.lower() not in _BLOCKS:
            yield Entry(number, text, "it is no policy that blocks a name")
        else:
            yield Entry(number, owner.removeprefix("*."))

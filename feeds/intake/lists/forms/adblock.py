"""Filter lists of ad blockers. Of their rules, only those that block a whole name are rows of a list of names."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from feeds.intake.lists.entry import Entry, Line

_RULE: Final = re.compile(r"\|\|(?P<name>[^/^$|*]+)\^?(?:\$(?P<options>.+))?")
# With these a rule still blocks the visit itself; with others it blocks pictures, or third parties, or on some pages.
_WHOLE: Final = frozenset({"all", "doc", "document", "important", "popup"})


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """The name of each rule like `||name^`."""
    for number, text in lines:
        rule = text.strip()
        if not rule or rule[0] in "![" or (rule[0] == "#" and rule[1:2] not in {"#", "@", "?", "$"}):
            continue
        found = _RULE.fullmatch(rule)
        if found is None:
            yield Entry(number, rule, "it is no rule that blocks a whole name")
        elif found["options"] and not _WHOLE.issuperset(found["options"].split(",")):
            yield Entry(number, rule, "it blocks only a part of what the name shows")
        else:
            yield Entry(number, found["name"])

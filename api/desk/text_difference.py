"""Two JSON values as one text, with what goes and what comes. Pure."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

AROUND: Final = 3  # lines that stay, on each side of a change


class Line(NamedTuple):
    """A line of the text: `came`, `gone`, `same`, or a `gap` where lines are left out that are the same."""

    kind: str
    text: str


def between(before: Any, after: Any) -> list[Line]:
    """What differs between two values, line by line, with a few lines around each change; nothing for equal ones."""
    old, new = _lines(before), _lines(after)
    found: list[Line] = []
    reached = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if group[0][1] > reached:
            found.append(Line("gap", ""))
        for tag, start, end, begin, stop in group:
            found += _told(tag, old[start:end], new[begin:stop])
        reached = group[-1][2]
    return found + ([Line("gap", "")] if 0 < reached < len(old) else [])


def _told(tag: str, old: list[str], new: list[str]) -> Iterator[Line]:
    if tag == "equal":
        yield from (Line("same", line) for line in old)
        return
    yield from (Line("gone", line) for line in old)
    yield from (Line("came", line) for line in new)


def _lines(value: Any) -> list[str]:
    return [] if value is None else json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).splitlines()

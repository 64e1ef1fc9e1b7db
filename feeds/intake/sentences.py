"""Sentences of a text, as spans; a full stop inside a name ends none."""

import re
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 1200  # characters; longer runs are lists or rubbish and are cut at a space

_BEFORE_NAMES: Final = frozenset({"Art", "Dr", "Mr", "Mrs", "Ms", "Nr", "Prof", "Sr", "Sra", "St", "Ste"})

_ITEM = re.compile(r"\s*(?:[-–—*•·]|\d{1,2}[.)])\s*")
_END = re.compile(r"[.!?…]+[»”\"’')\]]*(?=\s+[«“\"„(\[‘'–—-]*\s*[^\W_a-zß-öø-ÿ])|\n\s*\n|\n(?!\s*[a-zß-öø-ÿ])")


def sentences(text: str, body: int, kept_whole: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `(start, end)` of each sentence from `body` on, never cutting one of the `kept_whole` spans."""
    inside = {place for start, end in kept_whole for place in range(start, end)}
    spans: list[tuple[int, int]] = []
    start = body
    for match in _END.finditer(text, body):
        if match.start() not in inside and not _abbreviated(text, match) and not _lists(text, match, inside):
            spans += _cut(text, start, match.end())
            start = match.end()
    return spans + _cut(text, start, len(text))


def _lists(text: str, match: re.Match[str], inside: set[int]) -> bool:
    """Say whether a line ends inside a list of kept spans, one a line: after a colon, or after another item."""
    item = _ITEM.match(text, match.end())
    if not item or item.end() not in inside:
        return False
    before = text[: match.end()].rstrip()
    return before.endswith(":") or len(before) - 1 in inside


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Say whether the full stop belongs to an initial, a German ordinal ("19. Januar") or the "St." of "St. Martin"."""
    word = re.search(r"\w+$", text[max(0, match.start() - 12) : match.start()])
    if not word or match[0] != ".":
        return False
    return len(word[0]) == 1 or (word[0].isdigit() and len(word[0]) <= 2) or word[0] in _BEFORE_NAMES


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while end - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        stop = space if space > start else start + LONGEST
        spans.append((start, stop))
        start = stop
    return [*spans, (start, end)] if text[start:end].strip() else spans

"""What two pages say in the same words. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

RUN: Final = 3
"""Words in a row that are no coincidence; the Watch's own sketches count by as many."""
_WORD: Final = re.compile(r"\w+")


class Passage(NamedTuple):
    """A part of a text, and whether the other text has it too."""

    text: str
    same: bool


def marked(text: str, other: str) -> list[Passage]:
    """Cut a text where it begins and ends to say what another says, `RUN` words in a row; letter case does not count.

    The passages joined are the text.
    """
    words = list(_WORD.finditer(text))
    theirs = set(_runs([word[0].casefold() for word in _WORD.finditer(other)]))
    shared = [False] * len(words)
    for start, run in enumerate(_runs([word[0].casefold() for word in words])):
        if run in theirs:
            shared[start : start + RUN] = [True] * RUN
    return list(_cut(text, [word.start() for word in words], [word.end() for word in words], shared))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _cut(text: str, starts: Sequence[int], ends: Sequence[int], shared: Sequence[bool]) -> Iterator[Passage]:
    """What stands between two shared words is shared, but for the space around a run of them."""
    done = 0
    for same, group in groupby(range(len(shared)), key=shared.__getitem__):
        if not same:
            continue
        places = list(group)
        first, last = starts[places[0]], ends[places[-1]]
        if done < first:
            yield Passage(text[done:first], False)
        yield Passage(text[first:last], True)
        done = last
    if done < len(text):
        yield Passage(text[done:], False)

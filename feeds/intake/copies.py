"""One source told forty times: which texts are copies of one another, so that they count as one. Pure.

A text is known by its runs of three words, and kept as the 256 lowest MurmurHash3 values (32 bit) of them: a bottom-k
MinHash. A text of up to 256 runs is held whole, so its figures are exact. Two texts are copies when the smaller has
three fifths of its runs from the larger: a cut agency text, one with a paragraph of the newspaper's own around it, one
in which a word in ten was changed. Two newspapers that tell the same day in their own words share less than a quarter,
quotations included.

A copy adds nothing, whoever hosts it: what it says beyond the first is somebody's edit, not a second witness.
"""

import re
from collections.abc import Sequence
from typing import Final

import mmh3

SIZE: Final = 256
COPIED: Final = 0.6  # the share of the smaller text
_RUN: Final = 3  # words
_FEWEST: Final = 10  # runs; on fewer, a headline would be a copy of every article that opens with it

_WORD = re.compile(r"\w+")

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """Return what a text is known by: at most `SIZE` different numbers below 2**32, ascending; none for no words.

    Case, punctuation and white space do not count.
    """
    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1)) if words)
    return tuple(sorted({mmh3.hash(run, signed=False) for run in runs})[:SIZE])


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Whether two texts, by their sketches, are one text told twice. Symmetric; False when either is empty."""
    if min(len(one), len(other)) < _FEWEST:
        return one == other and bool(one)
    return max(_share(one, other), _share(other, one)) >= COPIED


def told_once(sketches: Sequence[Sketch]) -> list[list[int]]:
    """Group texts, by the positions of their sketches: the first of each group is the source, the rest are its copies.

    A text joins the first group whose source it copies, so hand them in the order in which they are to be believed:
    the oldest first.
    """
    groups: dict[int, list[int]] = {}
    for position, each in enumerate(sketches):
        first = next((first for first in groups if is_copy(sketches[first], each)), position)
        groups.setdefault(first, []).append(position)
    return list(groups.values())


def _share(part: Sketch, whole: Sketch) -> float:
    """The share of the first text's runs that the second has too, as far as both are known."""
    known = whole[-1] if len(whole) == SIZE else 1 << 32
    comparable = {run for run in part if run <= known}
    return len(comparable & {*whole}) / len(comparable) if len(comparable) >= _FEWEST else 0.0

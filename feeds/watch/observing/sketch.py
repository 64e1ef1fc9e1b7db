"""Small sketches of large sets, from which resemblance is estimated. Pure.

A sketch is the 128 lowest MurmurHash3 values (32 bit) of a set's members: a bottom-k MinHash. A set with no more
members than that is held whole, so its figures are exact.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import mmh3

SIZE: Final = 128

Sketch = tuple[int, ...]


def sketch(members: Iterable[str]) -> Sketch:
    """Sketch a set of texts: at most `SIZE` different numbers, ascending."""
    return tuple(sorted({mmh3.hash(member, signed=False) for member in members})[:SIZE])


def runs(sequence: Sequence[str], length: int) -> Iterable[str]:
    """Every run of `length` neighbours, as a text; the whole sequence when it is shorter."""
    return (" ".join(sequence[start : start + length]) for start in range(max(1, len(sequence) - length + 1)))


def resemblance(one: Sketch, other: Sketch) -> float:
    """The Jaccard index of the two sets, 0 to 1; 0 when both are empty."""
    lowest = sorted({*one, *other})[:SIZE]
    shared = {*one} & {*other}
    return sum(value in shared for value in lowest) / len(lowest) if lowest else 0.0


def containment(part: Sketch, whole: Sketch) -> float:
    """The share of the first set's members that the second has, 0 to 1; 0 when nothing can be said."""
    known = whole[-1] if len(whole) == SIZE else 0xFFFFFFFF
    comparable = [value for value in part if value <= known]
    return len({*comparable} & {*whole}) / len(comparable) if comparable else 0.0

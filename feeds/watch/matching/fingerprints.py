"""Numbers for pieces of a text, a whole block at once.

A piece of text has one number, wherever it stands: the sum of its bytes, each times a power of `BASE` by its place,
modulo 2**64. Sums of a whole text, taken once, give the number of any piece in two look-ups, and of any
piece with letters left out in a few more. Different pieces may share a number; whoever finds one looks at the text.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.unsignedinteger[Any]]
"""Numbers of 64 bits, or their lower halves, which are twice as quick to count with and enough to look for."""
Places = NDArray[np.int64]
Bytes = NDArray[np.uint8]

LONGEST_TEXT: Final = 1 << 18
BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse; its multiples spread over all high bits
_INVERSE: Final = pow(BASE, -1, 1 << 64)


def _powers(base: int) -> Numbers:
    factors = np.full(LONGEST_TEXT + 2, base, dtype=np.uint64)
    factors[0] = 1
    return np.cumprod(factors)


_POWER: Final = _powers(BASE)[1:]
_BACK: Final = _powers(_INVERSE)
_HALF_BACK: Final = _BACK.astype(np.uint32)
_ONE_BACK: Final = np.uint32(_INVERSE % (1 << 32))
_TWO_BACK: Final = np.uint32(_INVERSE * _INVERSE % (1 << 32))


class Fingerprints:
    """The numbers of the pieces of one text of at most `LONGEST_TEXT` bytes."""

    def __init__(self, text: Bytes) -> None:
        self._sums = np.zeros(len(text) + 1, dtype=np.uint64)
        np.cumsum(text * _POWER[: len(text)], out=self._sums[1:])
        self._halves = self._sums.astype(np.uint32)

    def of(self, starts: Places, ends: Places) -> Numbers:
        """The number of each piece."""
        return (self._sums[ends] - self._sums[starts]) * _BACK[starts]

    def windows(self, length: int) -> Numbers:
        """Half the number of every piece of a length, by where it begins."""
        count = max(len(self._halves) - length, 0)
        return (self._halves[length:] - self._halves[:count]) * _HALF_BACK[:count]

    def without_one(self, starts: Places, ends: Places, reach: int) -> Iterator[Numbers]:
        """The numbers of each piece's first `reach` bytes with one of them left out: `reach` rows of halves.

        Bytes after the end of a piece count as nothing, so leaving one out changes nothing.
        """
        sums, back = self._first(starts, ends, reach), _HALF_BACK[starts]
        for left_out in range(reach):
            before = sums[left_out] - sums[0]
            yield (before + (sums[reach] - sums[left_out + 1]) * _ONE_BACK) * back

    def without_two(self, starts: Places, ends: Places, reach: int) -> Iterator[Numbers]:
        """The same with two left out: `reach` * (`reach` - 1) / 2 rows."""
        sums, back = self._first(starts, ends, reach), _HALF_BACK[starts]
        one = [each * _ONE_BACK * back for each in sums]
        two = [each * _TWO_BACK * back for each in sums]
        none = [each * back for each in sums]
        before = [none[at] - none[0] - one[at + 1] for at in range(reach)]
        after = [one[at] + two[reach] - two[at + 1] for at in range(reach)]
        for first in range(reach):
            for second in range(first + 1, reach):
                yield before[first] + after[second]

    def _first(self, starts: Places, ends: Places, reach: int) -> list[Numbers]:
        return [self._halves.take(np.minimum(starts + at, ends), mode="clip") for at in range(reach + 1)]

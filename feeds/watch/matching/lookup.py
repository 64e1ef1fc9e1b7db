"""Where numbers stand among many sorted ones, without a search from their middle."""

from typing import Final

import numpy as np

from feeds.watch.matching.fingerprints import Numbers, Places

_ROOM: Final = 2  # four places a number: few share one


class Lookup:
    """Numbers in rising order, each once, that are spread as evenly as fingerprints are.

    A number's highest bits say where the first like it stands; it is that one, or stands a few steps further.
    """

    def __init__(self, numbers: Numbers) -> None:
        bits = len(numbers).bit_length() + _ROOM
        self._numbers = numbers
        self._shift = numbers.dtype.type(8 * numbers.itemsize - bits)
        self._first = np.searchsorted(numbers, np.arange(1 << bits, dtype=numbers.dtype) << self._shift)
        self._steps = int(np.diff(self._first, append=len(numbers)).max()) - 1
        self._count = len(numbers)

    def places(self, asked: Numbers) -> Places:
        """The place of each number; how many there are, for one that is not among them."""
        at = self._first.take(asked >> self._shift, mode="clip")
        for _ in range(self._steps):
            at += self._numbers.take(at, mode="clip") < asked
        return np.where(self._numbers.take(at, mode="clip") == asked, at, self._count)

"""Which of many numbers are among those of the listed labels."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from feeds.watch.matching.fingerprints import Fingerprints, Numbers, Places

# A sieve of 2**22 bytes stays in a processor's cache, and stops most of what is not there; the next one, whose bytes do
# not, is asked about the rest: twice as quick as the second alone.
_SIEVES: Final = (22, 25)
_SKIPPED: Final = 20  # so that what one sieve lets through by luck, the next one may stop
_LEAST_BITS: Final = 12
_ROOM: Final = 6  # no sieve needs more than 2**6 bytes a number
_AT_ONCE: Final = 200  # names of at most 253 bytes: no more than one text of fingerprints may hold


Flags = NDArray[np.bool_]


class Found(NamedTuple):
    """For each finding: the place among the numbers that were asked about, and the listed label it belongs to."""

    places: Places
    labels: Places


class _Sieve:
    """Lets every one of its numbers through, and few others. It looks at `bits` of a number, after some it skips."""

    def __init__(self, numbers: Numbers, bits: int, skipped: int) -> None:
        self._skipped, self._shift = np.uint64(skipped * _SKIPPED), np.uint64(64 - bits)
        self._open: Flags = np.zeros(1 << bits, dtype=np.bool_)
        self._open[self._places(numbers)] = True

    def lets_through(self, numbers: Numbers) -> Flags:
        return self._open.take(self._places(numbers), mode="clip")

    def _places(self, numbers: Numbers) -> Places:
        # As signed numbers they are the same, and numpy need not make a copy to count with them.
        return ((numbers << self._skipped) >> self._shift).view(np.int64)


class Keys:
    """Numbers, each of one or more listed labels."""

    def __init__(self, numbers: Numbers, labels: Places) -> None:
        order = np.lexsort((labels, numbers))
        self._numbers, self._labels = numbers[order], labels[order]
        most = max(len(numbers).bit_length() + _ROOM, _LEAST_BITS)
        self._sieves = [_Sieve(numbers, min(bits, most), skipped) for skipped, bits in enumerate(_SIEVES)]

    def find(self, numbers: Numbers) -> Found:
        """The numbers that are among these, with the listed label of each; one of two labels is found twice."""
        maybe = np.flatnonzero(self._sieves[0].lets_through(numbers))
        asked = numbers.take(maybe)
        left = np.flatnonzero(self._sieves[1].lets_through(asked))
        maybe, asked = maybe.take(left), asked.take(left)
        if not len(maybe) or not len(self._numbers):
            return Found(maybe[:0], maybe[:0])
        first = np.searchsorted(self._numbers, asked)
        here = self._numbers[np.minimum(first, len(self._numbers) - 1)] == asked
        maybe, asked, first = maybe[here], asked[here], first[here]
        count = np.searchsorted(self._numbers, asked, side="right") - first
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return Found(np.repeat(maybe, count), self._labels[np.repeat(first, count) + within])

    def holds(self, numbers: Numbers) -> Flags:
        """Whether each number is among these."""
        held = np.zeros(len(numbers), dtype=np.bool_)
        held[self.find(numbers).places] = True
        return held


def whole_keys(pieces: Sequence[str], places: Sequence[int] | None = None) -> Keys:
    """The numbers of whole pieces."""
    return keys_of(pieces, places or range(len(pieces)), lambda prints, starts, ends: iter([prints.of(starts, ends)]))


def keys_of(
    pieces: Sequence[str],
    places: Sequence[int],
    numbers_from: Callable[[Fingerprints, Places, Places], Iterator[Numbers]],
) -> Keys:
    """The numbers of some pieces of listed labels, each leading to its label."""
    numbers, labels = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    for first in range(0, len(pieces), _AT_ONCE):
        some = [piece.encode("ascii") for piece in pieces[first : first + _AT_ONCE]]
        lengths = np.array([len(piece) for piece in some], dtype=np.int64)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        prints = Fingerprints(np.frombuffer(b"".join(some), dtype=np.uint8))
        for row in numbers_from(prints, starts, ends):
            numbers.append(row)
            labels.append(np.array(places[first : first + _AT_ONCE], dtype=np.int64))
    return Keys(np.concatenate(numbers), np.concatenate(labels))

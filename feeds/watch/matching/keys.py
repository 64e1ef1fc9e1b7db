"""Which of many numbers are among those of the listed labels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from feeds.watch.matching.fingerprints import Fingerprints, Numbers, Places

# A sieve of 2**22 bytes stays in a processor's cache, and stops most of what is not there; the next one, whose bytes do
# not, is asked about the rest: twice as quick as the second alone.
_SIEVES: Final = (22, 25)
_LEAST_BITS: Final = 12
_ROOM: Final = 6  # no sieve needs more than 2**6 bytes a number
_AT_ONCE: Final = 200  # names of at most 253 bytes: no more than one text of fingerprints may hold


Flags = NDArray[np.bool_]


class Found(NamedTuple):
    """For each finding: the place among the numbers that were asked about, and the listed label it belongs to."""

    places: Places
    labels: Places


class _Sieve:
    """Lets every one of its numbers through, and few others. It looks at `bits` of a number: the highest or lowest."""

    def __init__(self, numbers: Numbers, bits: int, *, highest: bool) -> None:
        kind = numbers.dtype.type
        self._highest, self._shift, self._mask = highest, kind(8 * numbers.itemsize - bits), kind((1 << bits) - 1)
        self._open: Flags = np.zeros(1 << bits, dtype=np.bool_)
        self._open[self._places(numbers)] = True

    def lets_through(self, numbers: Numbers) -> Flags:
        return self._open.take(self._places(numbers), mode="clip")

    def _places(self, numbers: Numbers) -> Numbers:
        return numbers >> self._shift if self._highest else numbers & self._mask


class Keys:
    """Numbers of one kind (whole ones or halves), each of one or more listed labels."""

    def __init__(self, numbers: Numbers, labels: Places) -> None:
        order = np.lexsort((labels, numbers))
        self._labels = labels[order]
        self._numbers, self._first, self._count = np.unique(numbers[order], return_index=True, return_counts=True)
        most = max(len(numbers).bit_length() + _ROOM, _LEAST_BITS)
        self._coarse = _Sieve(numbers, min(_SIEVES[0], most), highest=True)
        self._fine = _Sieve(numbers, min(_SIEVES[1], most), highest=False)

    def find(self, numbers: Numbers) -> Found:
        """The numbers that are among these, with the listed label of each; one of two labels is found twice."""
        return self.find_in([numbers])

    def find_in(self, rows: Iterable[Numbers]) -> Found:
        """The same in several rows of as many numbers: a finding's place is that in its row."""
        sieved = [self._sieved(row) for row in rows]
        places, asked = (np.concatenate(some) for some in zip(*sieved, strict=True))
        at = np.searchsorted(self._numbers, asked)
        here = np.flatnonzero(self._numbers.take(at, mode="clip") == asked) if len(self._numbers) else at[:0]
        places, at = places[here], at[here]
        count = self._count[at]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return Found(np.repeat(places, count), self._labels[np.repeat(self._first[at], count) + within])

    def _sieved(self, numbers: Numbers) -> tuple[Places, Numbers]:
        """The places of the few numbers that may be among these, and those numbers."""
        maybe = np.flatnonzero(self._coarse.lets_through(numbers))
        asked = numbers.take(maybe)
        left = np.flatnonzero(self._fine.lets_through(asked))
        return maybe.take(left), asked.take(left)


def whole_keys(pieces: Sequence[str], places: Sequence[int] | None = None) -> Keys:
    """The numbers of whole pieces."""
    return keys_of(pieces, places or range(len(pieces)), lambda prints, starts, ends: iter([prints.of(starts, ends)]))


def keys_of(
    pieces: Sequence[str],
    places: Sequence[int],
    numbers_from: Callable[[Fingerprints, Places, Places], Iterator[Numbers]],
) -> Keys:
    """The numbers of some pieces of listed labels, each leading to its label."""
    numbers: list[Numbers] = [np.zeros(0, dtype=np.uint32)]  # has the kind of whatever is joined to it
    labels = [np.zeros(0, dtype=np.int64)]
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

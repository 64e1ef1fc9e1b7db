"""Which of many numbers are among those of the listed labels.

A sieve of bits stops most of what is not there: it is small enough to stay in a processor's cache, even while other
programs use it too, and asking it is some ten times as quick as a search. The rest is looked up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from feeds.watch.matching.fingerprints import Fingerprints, Numbers, Places
from feeds.watch.matching.lookup import Lookup

_MOST_BITS: Final = 23  # a megabyte
_LEAST_BITS: Final = 12
_ROOM: Final = 6  # no sieve needs more than 2**6 bits a number
_IN_A_BYTE: Final = np.uint8(3)
_LAST_IN_A_BYTE: Final = np.uint8(7)
_AT_ONCE: Final = 200  # names of at most 253 bytes: no more than one text of fingerprints may hold

Flags = NDArray[np.bool_]
RowsOf = Callable[[Fingerprints, Places, Places], Iterator[Numbers]]
"""Makes rows of numbers, one number a piece, of the pieces that begin and end at some places."""


class Found(NamedTuple):
    """For each finding: the place among the numbers that were asked about, and the listed label it belongs to."""

    places: Places
    labels: Places


class _Sieve:
    """Lets every one of its numbers through, and few others: it has a bit for each value of their highest bits."""

    def __init__(self, numbers: Numbers) -> None:
        bits = min(max(len(numbers).bit_length() + _ROOM, _LEAST_BITS), _MOST_BITS)
        self._shift = numbers.dtype.type(8 * numbers.itemsize - bits)
        open_bits = np.zeros(1 << bits, dtype=np.bool_)
        open_bits[numbers >> self._shift] = True
        self._open = np.packbits(open_bits, bitorder="little")

    def lets_through(self, numbers: Numbers) -> Flags:
        places = numbers >> self._shift
        bits = self._open.take(places >> _IN_A_BYTE, mode="clip")
        bits >>= places.astype(np.uint8) & _LAST_IN_A_BYTE
        bits &= 1
        return bits.view(np.bool_)


class Keys:
    """Numbers of one kind (whole ones or halves), each of one or more listed labels."""

    def __init__(self, numbers: Numbers, labels: Places) -> None:
        order = np.lexsort((labels, numbers))
        self._labels = labels[order]
        each, self._first, self._count = np.unique(numbers[order], return_index=True, return_counts=True)
        self._sieve, self._lookup, self._size = _Sieve(each), Lookup(each), len(each)

    def find(self, numbers: Numbers) -> Found:
        """The numbers that are among these, with the listed label of each; one of two labels is found twice."""
        return self.find_in([numbers])

    def find_in(self, rows: Iterable[Numbers]) -> Found:
        """The same in several rows of as many numbers: a finding's place is that in its row."""
        sieved = [self._sieved(row) for row in rows]
        places, asked = (np.concatenate(some) for some in zip(*sieved, strict=True))
        at = self._lookup.places(asked)
        here = np.flatnonzero(at < self._size)
        places, at = places[here], at[here]
        count = self._count[at]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return Found(np.repeat(places, count), self._labels[np.repeat(self._first[at], count) + within])

    def _sieved(self, numbers: Numbers) -> tuple[Places, Numbers]:
        """The places of the few numbers that may be among these, and those numbers."""
        maybe = np.flatnonzero(self._sieve.lets_through(numbers))
        return maybe, numbers.take(maybe)


def whole_keys(pieces: Sequence[str], places: Sequence[int]) -> Keys:
    """The numbers of whole pieces."""
    return keys_of(pieces, places, whole)


def keys_of(pieces: Sequence[str], places: Sequence[int], rows_of: RowsOf) -> Keys:
    """The numbers of some pieces of listed labels, each leading to its label."""
    return Keys(*numbered(pieces, places, rows_of))


def whole(prints: Fingerprints, starts: Places, ends: Places) -> Iterator[Numbers]:
    """One row: the numbers of whole pieces."""
    yield prints.of(starts, ends)


def numbered(pieces: Sequence[str], places: Sequence[int], rows_of: RowsOf) -> tuple[Numbers, Places]:
    """Every number of each piece, and the place that stands for that piece."""
    numbers: list[Numbers] = [np.zeros(0, dtype=np.uint32)]  # has the kind of whatever is joined to it
    labels = [np.zeros(0, dtype=np.int64)]
    for first in range(0, len(pieces), _AT_ONCE):
        some = [piece.encode("ascii") for piece in pieces[first : first + _AT_ONCE]]
        lengths = np.array([len(piece) for piece in some], dtype=np.int64)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        prints = Fingerprints(np.frombuffer(b"".join(some), dtype=np.uint8))
        for row in rows_of(prints, starts, ends):
            numbers.append(row)
            labels.append(np.array(places[first : first + _AT_ONCE], dtype=np.int64))
    return np.concatenate(numbers), np.concatenate(labels)

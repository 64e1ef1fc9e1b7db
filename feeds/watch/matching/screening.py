"""Finds, in a block of names, the few that may resemble a listed label. It may find too many and never misses one.

Why nothing is missed
- Two labels at most two letters apart become equal when each loses at most two letters; followed by nothing for ever,
  each loses exactly two. So among the first nine letters of each, leaving out two, one choice leaves the same seven.
- With one letter apart, the same holds for one letter out of the first seven, which is all that such labels have.
- Two labels with the same letters are the same without digits and hyphens, and a part between hyphens is a label.
- A listed label inside another begins there with its first seven letters.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from feeds.watch.matching.fingerprints import Bytes, Fingerprints, Places
from feeds.watch.matching.keys import Found, keys_of, whole_keys
from feeds.watch.matching.resembling import ENCODED, SHORTEST_FAR, SHORTEST_NEAR, letters

_FAR_REACH: Final = 9
_NEAR_REACH: Final = 7  # the longest label that may be one letter away from one of six
_HYPHEN: Final = ord("-")


def _no_letters() -> Bytes:
    table = np.zeros(256, dtype=np.uint8)
    table[list(b"0123456789-")] = 1
    return table


_NO_LETTER: Final = _no_letters()


class Screen:
    """The listed labels (A-labels, each once), as numbers to look names up by."""

    def __init__(self, listed: Sequence[str]) -> None:
        places = {label: place for place, label in enumerate(listed)}
        plain = [label for label in listed if not label.startswith(ENCODED)]
        near = [label for label in plain if SHORTEST_NEAR <= len(label) < SHORTEST_FAR]
        far = [label for label in plain if len(label) >= SHORTEST_FAR]
        worded = [label for label in plain if len(label) >= SHORTEST_NEAR]
        lettered = [label for label in plain if len(letters(label)) >= SHORTEST_NEAR]
        self._whole = whole_keys(listed, [places[label] for label in listed])
        self._letters = whole_keys([letters(label) for label in lettered], [places[label] for label in lettered])
        self._parts = whole_keys(worded, [places[label] for label in worded])
        self._openings = whole_keys([label[:SHORTEST_FAR] for label in far], [places[label] for label in far])
        self._near = keys_of(near, [places[label] for label in near], lambda p, s, e: p.without_one(s, e, _NEAR_REACH))
        self._far = keys_of(far, [places[label] for label in far], lambda p, s, e: p.without_two(s, e, _FAR_REACH))
        self._lengths = np.array([len(label) for label in listed], dtype=np.int64)
        self._longest = max((len(label) for label in listed), default=0)

    def pairs(self, text: Bytes, prints: Fingerprints, starts: Places, ends: Places) -> Iterator[Found]:
        """Pairs of a name's place and a listed label's that may resemble one another; some come more than once."""
        if not len(starts):
            return
        length = ends - starts
        yield self._whole.find(prints.of(starts, ends))
        near = np.flatnonzero((length >= SHORTEST_NEAR - 1) & (length <= _NEAR_REACH))
        for numbers in prints.without_one(starts[near], ends[near], _NEAR_REACH):
            yield _at(near, self._near.find(numbers))
        far = np.flatnonzero((length >= SHORTEST_FAR - 2) & (length <= self._longest + 2))
        for numbers in prints.without_two(starts[far], ends[far], _FAR_REACH):
            yield self._as_long(_at(far, self._far.find(numbers)), length)
        yield from self._inside(text, prints, starts, ends)
        yield self._letters.find(prints.of(starts, ends))
        yield self._same_letters(text, starts, ends)

    def _as_long(self, found: Found, length: Places) -> Found:
        """The pairs whose lengths differ by two letters or fewer."""
        close = np.abs(length[found.places] - self._lengths[found.labels]) <= 2
        return Found(found.places[close], found.labels[close])

    def _inside(self, text: Bytes, prints: Fingerprints, starts: Places, ends: Places) -> Iterator[Found]:
        """Listed labels that begin anywhere in a name's label, and those that stand between its hyphens."""
        found = self._openings.find(prints.windows(SHORTEST_FAR))
        owner = np.searchsorted(starts, found.places, side="right") - 1
        within = (owner >= 0) & (found.places + SHORTEST_FAR <= ends[owner])
        yield Found(owner[within], found.labels[within])
        hyphens = np.flatnonzero(text == _HYPHEN)
        owner = np.searchsorted(starts, hyphens, side="right") - 1
        within = (owner >= 0) & (hyphens < ends[owner])
        hyphens, parted = hyphens[within], np.unique(owner[within])
        part_starts = np.sort(np.concatenate((starts[parted], hyphens + 1)))
        part_ends = np.sort(np.concatenate((hyphens, ends[parted])))
        parts = self._parts.find(prints.of(part_starts, part_ends))
        yield Found(np.searchsorted(starts, part_starts[parts.places], side="right") - 1, parts.labels)

    def _same_letters(self, text: Bytes, starts: Places, ends: Places) -> Found:
        """Names whose label holds a digit or hyphen, by what is left without them."""
        others = np.flatnonzero(_NO_LETTER[text])
        mixed = np.flatnonzero(np.searchsorted(others, ends) > np.searchsorted(others, starts))
        length = (ends - starts)[mixed]
        label_ends = np.cumsum(length)
        whole = text[np.arange(length.sum()) + np.repeat(starts[mixed] - label_ends + length, length)]
        kept = _NO_LETTER[whole] == 0
        place = np.concatenate(([0], np.cumsum(kept)))
        found = self._letters.find(Fingerprints(whole[kept]).of(place[label_ends - length], place[label_ends]))
        return _at(mixed, found)


def _at(which: Places, found: Found) -> Found:
    return Found(which[found.places], found.labels)

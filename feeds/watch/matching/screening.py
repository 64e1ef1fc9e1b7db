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
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from feeds.watch.matching.fingerprints import Bytes, Fingerprints, Places
from feeds.watch.matching.keys import Flags, Found, keys_of, whole_keys
from feeds.watch.matching.resembling import ENCODED, SHORTEST_FAR, SHORTEST_NEAR, letters

_FAR_REACH: Final = 9
_NEAR_REACH: Final = 7  # the longest label that may be one letter away from one of six
_HYPHEN: Final = np.uint8(ord("-"))
_ZERO, _TEN = np.uint8(ord("0")), np.uint8(10)


def _no_letters(text: Bytes) -> Flags:
    """Which bytes are digits or hyphens."""
    found: Flags = (text - _ZERO < _TEN) | (text == _HYPHEN)  # what stands before the digits becomes large
    return found


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
        self._openings = keys_of(
            [label[:SHORTEST_FAR] for label in far],
            [places[label] for label in far],
            lambda p, s, e: iter([p.of(s, e).astype(np.uint32)]),
        )
        self._near = keys_of(near, [places[label] for label in near], lambda p, s, e: p.without_one(s, e, _NEAR_REACH))
        self._far = keys_of(far, [places[label] for label in far], lambda p, s, e: p.without_two(s, e, _FAR_REACH))
        self._listed = listed
        self._lengths = np.array([len(label) for label in listed], dtype=np.int64)
        self._longest = max((len(label) for label in listed), default=0)

    def pairs(self, text: Bytes, prints: Fingerprints, starts: Places, ends: Places) -> Iterator[Found]:
        """Pairs of a name's place and a listed label's that may resemble one another; some come more than once."""
        if not len(starts):
            return
        length = ends - starts
        whole = prints.of(starts, ends)
        yield self._whole.find(whole)
        near = np.flatnonzero((length >= SHORTEST_NEAR - 1) & (length <= _NEAR_REACH))
        yield _at(near, self._near.find_in(prints.without_one(starts[near], ends[near], _NEAR_REACH)))
        far = np.flatnonzero((length >= SHORTEST_FAR - 2) & (length <= self._longest + 2))
        found = _at(far, self._far.find_in(prints.without_two(starts[far], ends[far], _FAR_REACH)))
        yield self._in_reach(self._as_long(found, length), text, starts, ends)
        yield from self._inside(text, prints, starts, ends)
        yield self._letters.find(whole)
        yield self._same_letters(text, starts, ends)

    def _as_long(self, found: Found, length: Places) -> Found:
        """The pairs whose lengths differ by two letters or fewer."""
        close = np.abs(length[found.places] - self._lengths[found.labels]) <= 2
        return Found(found.places[close], found.labels[close])

    def _in_reach(self, found: Found, text: Bytes, starts: Places, ends: Places) -> Found:
        """The pairs that are at most two letters apart to their ends, each once: most only begin alike."""
        pairs = np.unique(found.places * len(self._listed) + found.labels)
        places, labels = np.divmod(pairs, max(len(self._listed), 1))
        characters = text.tobytes().decode("latin-1")  # a place in the text is one in the bytes
        apart = cpdist(
            [characters[start:end] for start, end in zip(starts[places].tolist(), ends[places].tolist(), strict=True)],
            [self._listed[label] for label in labels.tolist()],
            scorer=Levenshtein.distance,
            score_cutoff=2,
            dtype=np.uint8,
        )
        return Found(places[apart <= 2], labels[apart <= 2])

    def _inside(self, text: Bytes, prints: Fingerprints, starts: Places, ends: Places) -> Iterator[Found]:
        """Listed labels that begin anywhere in a name's label, and those that stand between its hyphens."""
        openings = self._openings.find(prints.windows(SHORTEST_FAR))
        yield _owned(openings, starts, ends - SHORTEST_FAR + 1)
        hyphens, parted = _within(np.flatnonzero(text == _HYPHEN), starts, ends)
        part_starts = np.sort(np.concatenate((starts[parted], hyphens + 1)))
        part_ends = np.sort(np.concatenate((hyphens, ends[parted])))
        parts = self._parts.find(prints.of(part_starts, part_ends))
        yield _owned(Found(part_starts[parts.places], parts.labels), starts, ends)

    def _same_letters(self, text: Bytes, starts: Places, ends: Places) -> Found:
        """Names whose label holds a digit or hyphen, by what is left without them."""
        _, mixed = _within(np.flatnonzero(_no_letters(text)), starts, ends)
        length = (ends - starts)[mixed]
        label_ends = np.cumsum(length)
        whole = text[np.arange(length.sum()) + np.repeat(starts[mixed] - label_ends + length, length)]
        kept = ~_no_letters(whole)
        place = np.concatenate(([0], np.cumsum(kept)))
        found = self._letters.find(Fingerprints(whole[kept]).of(place[label_ends - length], place[label_ends]))
        return _at(mixed, found)


def _at(which: Places, found: Found) -> Found:
    return Found(which[found.places], found.labels)


def _owned(found: Found, starts: Places, ends: Places) -> Found:
    """What was found at places of the text, by the piece that holds the place."""
    owner = np.searchsorted(starts, found.places, side="right") - 1
    held = np.flatnonzero((owner >= 0) & (found.places < ends[owner]))
    return Found(owner[held], found.labels[held])


def _within(places: Places, starts: Places, ends: Places) -> tuple[Places, Places]:
    """The places of the text that a piece holds, and the pieces that hold one."""
    held = _owned(Found(places, places), starts, ends)
    holding = np.zeros(len(starts), dtype=np.bool_)
    holding[held.places] = True
    return held.labels, np.flatnonzero(holding)

"""The label that somebody registered, for a whole block of names: what stands before the public suffix.

The same answers as `feeds.hostnames`; a test holds the two to one another.
"""

from collections import defaultdict
from typing import Final

import numpy as np

from feeds.watch.matching.fingerprints import Bytes, Fingerprints, Places
from feeds.watch.matching.keys import numbered, whole
from feeds.watch.matching.lookup import Lookup
from feeds.watch.suffix_rules import suffix_rules

_DOT: Final = ord(".")
_PLAIN, _WILD, _EXCEPTED, _ABOVE = _MARKS = (1, 2, 4, 8)


class Splitter:
    """The rules of the Public Suffix List as numbers."""

    def __init__(self) -> None:
        rules = suffix_rules()
        marks: defaultdict[str, int] = defaultdict(int)
        for mark, names in zip(_MARKS, (rules.plain, rules.wildcards, rules.exceptions, rules.above), strict=True):
            for name in names:
                marks[name] |= mark
        numbers, values = numbered(list(marks), list(marks.values()), whole)
        order = np.argsort(numbers)
        self._rules = Lookup(numbers[order])
        self._marks = np.append(values[order], 0).astype(np.uint8)  # the last one is for what no rule speaks of
        self._deepest = 2 + max(rule.count(".") for rule in rules.plain | rules.wildcards | rules.exceptions)

    def labels(self, text: Bytes, prints: Fingerprints, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Where the registered label of each name begins and ends; nowhere (both equal) when it has none."""
        # Two that come before the text, so that there are always two before a name's last dot.
        dots = np.concatenate(([-1, -1], np.flatnonzero(text == _DOT)))
        last = np.searchsorted(dots, ends) - 1
        suffix = self._suffixes(prints, dots, last, starts, ends)
        label_ends = dots.take(last - suffix + 1, mode="clip")
        label_starts = np.maximum(dots.take(last - suffix, mode="clip") + 1, starts)
        none = (suffix == 0) | (label_ends <= starts)
        return np.where(none, ends, label_starts), np.where(none, ends, label_ends)

    def _suffixes(self, prints: Fingerprints, dots: Places, last: Places, starts: Places, ends: Places) -> Places:
        """How many labels the public suffix of each name has; 0 when there is none. Walks down label by label."""
        suffix, walking = np.zeros_like(ends), np.arange(len(starts))
        parent_marks = np.zeros(len(starts), dtype=np.uint8)
        for depth in range(self._deepest):
            start = np.maximum(dots.take(last[walking] - depth, mode="clip") + 1, starts[walking])
            marks = self._marks.take(self._rules.places(prints.of(start, ends[walking])))
            above, excepted = (marks & _ABOVE) > 0, (marks & _EXCEPTED) > 0
            public = ((marks & _PLAIN) > 0) | (((parent_marks & _WILD) > 0) & ~above)
            suffix[walking[public]] = depth + 1
            suffix[walking[excepted]] = depth
            deeper = np.flatnonzero(above & ~excepted & (start > starts[walking]))
            walking, parent_marks = walking[deeper], marks[deeper]
            if not len(walking):
                break
        return suffix

"""The label that somebody registered, for a whole block of names: what stands before the public suffix.

The same answers as `feeds.hostnames`; a test holds the two to one another.
"""

from typing import Final

import numpy as np

from feeds.watch.matching.fingerprints import Bytes, Fingerprints, Places
from feeds.watch.matching.keys import whole_keys
from feeds.watch.suffix_rules import suffix_rules

_DOT: Final = ord(".")


class Splitter:
    """The rules of the Public Suffix List as numbers."""

    def __init__(self) -> None:
        rules = suffix_rules()
        self._plain, self._wild = whole_keys(sorted(rules.plain)), whole_keys(sorted(rules.wildcards))
        self._exceptions, self._above = whole_keys(sorted(rules.exceptions)), whole_keys(sorted(rules.above))
        self._deepest = 2 + max(rule.count(".") for rule in rules.plain | rules.wildcards | rules.exceptions)

    def labels(self, text: Bytes, prints: Fingerprints, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Where the registered label of each name begins and ends; nowhere (both equal) when it has none."""
        dots = np.concatenate(([-1], np.flatnonzero(text == _DOT)))
        last = np.searchsorted(dots, ends) - 1
        suffix = self._suffix_starts(prints, dots, last, starts, ends)
        before = np.searchsorted(dots, suffix - 1) - 1
        label_starts = np.maximum(dots[before] + 1, starts)
        label_ends = np.maximum(suffix - 1, label_starts)
        none = (suffix <= starts) | (suffix >= ends)
        return np.where(none, ends, label_starts), np.where(none, ends, label_ends)

    def _suffix_starts(self, prints: Fingerprints, dots: Places, last: Places, starts: Places, ends: Places) -> Places:
        """Where the public suffix of each name begins; at its end when there is none. Walks down label by label."""
        suffix = ends.copy()
        walking = np.arange(len(starts))
        parent, parent_start = np.zeros(len(starts), dtype=np.uint64), ends.copy()
        for depth in range(self._deepest):
            start = np.maximum(dots[np.maximum(last[walking] - depth, 0)] + 1, starts[walking])
            tail = prints.of(start, ends[walking])
            above = self._above.holds(tail)
            excepted = self._exceptions.holds(tail)
            public = self._plain.holds(tail) | (self._wild.holds(parent) & ~above)
            suffix[walking[public]] = start[public]
            suffix[walking[excepted]] = parent_start[excepted]
            deeper = above & ~excepted & (start > starts[walking])
            walking, parent, parent_start = walking[deeper], tail[deeper], start[deeper]
            if not len(walking):
                break
        return suffix

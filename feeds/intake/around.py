"""Which cues stand around the names of a text: before and after each, and between two. Pure.

A cue counts less the farther it stands, and less for each other name between; only those of the same sentence count.
Counts are 0 to 1.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

from feeds.intake.cues import Cues
from feeds.intake.mention import Mention, folded

_WORD: Final = re.compile(r"\w+")
_FADES: Final = 5.0  # words in which a cue comes to count a third
_REACH: Final = 20  # words in which it counts at all
_PAST_A_NAME: Final = 0.4
_BETWEEN: Final = 40  # words in which two names stand together
_PAST_A_SENTENCE: Final = 0.6
_MOST: Final = 30  # places of a name; of more, the first


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a text, or one name: its cues, and its sentence by number."""

    cues: tuple[str, ...]
    sentence: int
    is_name: bool


class Around:
    """A text as words and names. `told` counts the cues of the whole of it."""

    def __init__(
        self, text: str, body: int, mentions: list[Mention], sentences: list[tuple[int, int]], cues: Cues
    ) -> None:
        self._starts = [start for start, _ in sentences]
        self._words: list[_Word] = []
        self._at: dict[str, list[int]] = {}
        self._names: list[int] = []
        plain, at = folded(text), body
        for mention in mentions:
            self._read(plain, at, mention.start, cues)
            self._names.append(len(self._words))
            self._at.setdefault(mention.host or mention.key, []).append(len(self._words))
            self._words.append(_Word((), bisect_right(self._starts, mention.start), is_name=True))
            at = mention.end
        self._read(plain, at, len(plain), cues)
        self.told = Counter(cue for word in self._words for cue in word.cues)
        self._naming = {word.sentence for word in self._words if word.is_name}
        self._sentences = defaultdict[int, set[str]](set)
        for word in self._words:
            self._sentences[word.sentence].update(word.cues)

    def _read(self, plain: str, begin: int, end: int, cues: Cues) -> None:
        found = list(_WORD.finditer(plain, begin, max(begin, end)))
        words = [match[0] for match in found]
        for place, match in enumerate(found):
            sentence = bisect_right(self._starts, match.start())
            self._words.append(_Word(tuple(cues.at(words, place)), sentence, is_name=False))

    def beside(self, name: str) -> Mapping[str, float]:
        """Return how near each cue stands `<cue>_before` and `<cue>_after` a name, at the place where it is nearest.

        The name is a host, or the key of a brand for the places where only the brand stands.
        """
        near: dict[str, float] = {}
        for place in self._at.get(name, ())[:_MOST]:
            for side, step in (("before", -1), ("after", 1)):
                self._look(place, step, side, near)
        return near

    def _look(self, place: int, step: int, side: str, near: dict[str, float]) -> None:
        share = 1.0
        for away in range(1, _REACH + 2):
            at = place + step * away
            if not 0 <= at < len(self._words) or self._words[at].sentence != self._words[place].sentence:
                return
            for cue in self._words[at].cues:
                sign = f"{cue}_{side}"
                near[sign] = max(near.get(sign, 0.0), share * _faded(away))
            share *= _PAST_A_NAME if self._words[at].is_name else 1.0

    def said(self, name: str, cues: frozenset[str], doubts: frozenset[str], *, after: bool = False) -> tuple[int, int]:
        """Return in how many sentences of a name one of these cues stands: without a doubt, and with one.

        `after`: in how many of those that follow them and name no site.
        """
        sentences = {self._words[place].sentence for place in self._at.get(name, ())[:_MOST]}
        if after:
            sentences = {later for each in sentences for later in self._nameless_after(each)}
        told = [each for each in sentences if not cues.isdisjoint(self._sentences[each])]
        doubted = sum(not doubts.isdisjoint(self._sentences[each]) for each in told)
        return len(told) - doubted, doubted

    def _nameless_after(self, sentence: int) -> Iterator[int]:
        """Yield the sentences after one that name no site: they go on about those that it names."""
        while (sentence := sentence + 1) in self._sentences and sentence not in self._naming:
            yield sentence

    def densest(self, offsets: Iterable[int], cues: frozenset[str]) -> int:
        """Return the offset, of some, in whose sentence most words are one of these cues."""
        dense = Counter(word.sentence for word in self._words if not cues.isdisjoint(word.cues))
        return max(offsets, key=lambda offset: dense[bisect_right(self._starts, offset)])

    def between(self, first: str, second: str) -> tuple[Mapping[str, float], int]:
        """Return the cues `<cue>_between` where two names stand nearest, and 1 where the first comes first there."""
        one, other = min(
            ((one, other) for one in self._at[first][:_MOST] for other in self._at[second][:_MOST]),
            key=lambda pair: abs(pair[0] - pair[1]),
        )
        begin, end = sorted((one, other))
        side = 1 if one < other else -1
        if end - begin > _BETWEEN:
            return {}, side
        share = 0.5 ** (bisect_left(self._names, end) - bisect_right(self._names, begin))
        share *= 1.0 if self._words[begin].sentence == self._words[end].sentence else _PAST_A_SENTENCE
        return {f"{cue}_between": share for word in self._words[begin:end] for cue in word.cues}, side


@cache
def _faded(away: int) -> float:
    return exp((1 - away) / _FADES)

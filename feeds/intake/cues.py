"""Cues: words that tell little alone, and much together and by where they stand. A language's, from its lexicon."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from feeds.intake.mention import folded

_WORD: Final = re.compile(r"\w+\*?")
YEAR: Final = "year"  # the one cue that every language writes alike
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHORTEST: Final = 3  # letters of a stem

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language: `words` has the phrases, with the cue of each, by their first word or its stem.

    `longest` is how many letters such a word has at most: a hostile text has words of a hundred thousand.
    """

    words: Mapping[str, tuple[tuple[Phrase, str], ...]]
    longest: int

    def at(self, words: list[str], place: int) -> Iterator[str]:
        """Yield the cues whose words begin at `words[place]`; the words are folded, one may be given twice."""
        word = words[place]
        if _YEAR.fullmatch(word):
            yield YEAR
        stems = (f"{word[:length]}*" for length in range(_SHORTEST, min(self.longest, len(word)) + 1))
        for first in (word, *stems):
            for phrase, cue in self.words.get(first, ()):
                if all(_is(words[place + step : place + step + 1], each) for step, each in enumerate(phrase)):
                    yield cue


def cues_of(section: Mapping[str, Iterable[str]]) -> Cues:
    """Compile a lexicon's section of cues. Raises ValueError for an entry without a word, or too short a stem."""
    words: dict[str, list[tuple[Phrase, str]]] = {}
    for cue, entries in section.items():
        for entry in entries:
            phrase = tuple(_WORD.findall(folded(entry)))
            if not phrase or any(each.endswith("*") and len(each) <= _SHORTEST for each in phrase):
                raise ValueError(f"cues.{cue}: {entry!r} has no word, or a stem shorter than {_SHORTEST} letters")
            words.setdefault(phrase[0], []).append((phrase, cue))
    return Cues({first: tuple(phrases) for first, phrases in words.items()}, max(map(len, words), default=0))


def _is(words: list[str], wanted: str) -> bool:
    """Say whether a word, of a list of one or none, is the one that is wanted, or begins as it does."""
    return any(word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted for word in words)

"""Which words of banners, parking pages and block pages a page carries, from `marks.toml`. Pure."""

import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from feeds.watch.observing.folding import folded
from feeds.watch.observing.observation import Mark, MarkKind

_KINDS: Final[tuple[MarkKind, ...]] = ("seizure", "parking", "block", "placeholder")
_READ: Final = 20_000  # characters; these pages are short
_AROUND: Final = 60  # characters of a quote before and after the words
_WORDS: Final = Path(__file__).with_name("marks.toml")


def marks_in(text: str) -> tuple[Mark, ...]:
    """The marks in a page's visible text: of each kind, the words that stand first."""
    text = " ".join(text[:_READ].split())
    flat = f" {folded(text)}"
    first: dict[MarkKind, tuple[int, str]] = {}
    for kind, words in _words():
        place = flat.find(words)
        if place >= 0:
            quote = text[max(0, place - _AROUND) : place + len(words) + _AROUND].strip()
            first[kind] = min(first.get(kind, (place, quote)), (place, quote))
    return tuple(Mark(kind, quote) for kind, (_, quote) in first.items())


@cache
def _words() -> tuple[tuple[MarkKind, str], ...]:
    kinds: dict[str, dict[str, list[str]]] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    # With a space before them, words are not found inside other words.
    return tuple((kind, f" {folded(words)}") for kind in _KINDS for words in chain.from_iterable(kinds[kind].values()))

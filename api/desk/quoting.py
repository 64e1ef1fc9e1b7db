"""A text with its quotes marked in their places, and no more around them than a reader needs. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

AROUND: Final = 600  # characters on each side of a quote
WHOLE: Final = 4000  # characters; a text this long is shown whole


class Part(NamedTuple):
    """A part of a text. `quote` is which quote it is, from 1; 0 for what stands between quotes."""

    text: str
    quote: int


def excerpts(text: str, quotes: Sequence[tuple[int, int]]) -> list[list[Part]]:
    """Cut a text to what stands around its quotes, each excerpt in parts; a short text is one excerpt, and whole.

    Of quotes that overlap, what two share belongs to the earlier one.
    """
    whole = [(0, len(text))] if len(text) <= WHOLE else _around(text, sorted(quotes) or [(0, 0)])
    return [list(_parts(text, start, end, quotes)) for start, end in whole if text[start:end].strip()]


def _around(text: str, quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in quotes:
        first, last = _word(text, start - AROUND), _word(text, end + AROUND)
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def _word(text: str, place: int) -> int:
    """The end of the word that a place is in, so that none is cut."""
    if place <= 0:
        return 0
    space = text.find(" ", place, place + 40)
    return min(len(text), place if space < 0 else space)


def _parts(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Iterator[Part]:
    done = start
    for number, (opens, closes) in sorted(enumerate(quotes, 1), key=lambda each: each[1]):
        first, last = max(opens, done), min(closes, end)
        if first < last:
            yield from (Part(between, 0) for between in [text[done:first]] if between)
            yield Part(text[first:last], number)
            done = last
    if done < end:
        yield Part(text[done:end], 0)

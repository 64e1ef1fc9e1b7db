"""The parts that a label begins or ends with, and the classes of those too rare to be kept by themselves. Pure."""

from typing import Final

from feeds.watch.candidates.rewriting import COUNTER, STEM

Shares = dict[str, float]
"""Probabilities, or weights that are compared with one another, by what they are of."""

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
NUMBERS: Final = ("1", "2", "01", "3", "4", "5", "6", "7", "8", "9", "02")
LONGEST: Final = 8  # a part longer than this is dropped or added as nothing but itself

NOTHING, NUMBER, LETTER, DOUBLE, PAIR, WORD = "nothing", "number", "letter", "double", "pair", "word"
CLASSES: Final = (NOTHING, NUMBER, LETTER, DOUBLE, PAIR, WORD)


def class_of(part: str) -> str:
    """Which class a part belongs to."""
    if not part:
        return NOTHING
    if part.isdecimal():
        return NUMBER
    if len(part) == 1:
        return LETTER
    if len(part) == 2:
        return DOUBLE if part[0] == part[1] else PAIR
    return WORD


def shape_of(label: str, words: frozenset[str]) -> str:
    """What in a label says how it will change: a number, a word at its end that others exchanged, a hyphen."""
    if COUNTER.search(label):
        return NUMBER
    worded = any(label.endswith(word) for word in words if len(word) >= STEM and len(label) >= len(word) + STEM)
    return f"{WORD if worded else 'plain'}{' with hyphen' if '-' in label else ''}"


def members(kind: str) -> tuple[str, ...]:
    """The parts of a class that can be listed; none of `WORD`, whose members are unknown."""
    return {
        NOTHING: ("",),
        NUMBER: NUMBERS,
        LETTER: tuple(LETTERS),
        DOUBLE: tuple(letter * 2 for letter in LETTERS),
        PAIR: tuple(first + second for first in LETTERS for second in LETTERS if first != second),
        WORD: (),
    }[kind]


def fits(part: str, kind: str) -> bool:
    """Whether a part that goes may be one of a class."""
    if kind == PAIR:
        return len(part) == 2  # a pair of letters that has a double's form is one too
    return class_of(part) == kind and not (kind == WORD and len(part) < STEM)

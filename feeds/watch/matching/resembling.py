"""What it means that a label resembles a listed one: the rules, said plainly.

A label is what stands before the public suffix: `coco` of `www.coco.gg`. In the order in which they are asked
- the same label, of any length, under another ending
- the same letters (five or more), with other digits or hyphens
- one letter away from a listed label of five or six, two from one of seven or more (Levenshtein)
- a listed label of five or more between hyphens, or one of seven or more anywhere

Shorter labels are found by equality alone: `coco` lies inside too many words. Labels in an encoding (`xn--…`) are
compared for equality only, since their letters stand for others. Pure.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Levenshtein

SHORTEST_NEAR: Final = 5
SHORTEST_FAR: Final = 7
ENCODED: Final = "xn--"
_NO_LETTERS: Final = str.maketrans("", "", "0123456789-")


class Likeness(StrEnum):
    """By which rule a label resembles a listed one, the nearest first. The value is what people are shown."""

    SAME = "same-label"
    LETTERS = "digits-or-hyphens"
    NEAR = "near"
    CONTAINED = "contained"


_PLACE: Final = {likeness: place for place, likeness in enumerate(Likeness)}


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A rule, and how many letters apart the two labels are (Levenshtein)."""

    likeness: Likeness
    distance: int

    @property
    def order(self) -> tuple[int, int]:
        """Sorts the nearest first."""
        return _PLACE[self.likeness], self.distance


def reach(listed: str) -> int:
    """How many letters away a label may be from a listed one."""
    return 2 if len(listed) >= SHORTEST_FAR else 1 if len(listed) >= SHORTEST_NEAR else 0


def letters(label: str) -> str:
    """A label without its digits and hyphens."""
    return label.translate(_NO_LETTERS)


def resembles(label: str, listed: str) -> Resemblance | None:
    """Say how `label` resembles a listed label, if it does."""
    if label == listed:
        return Resemblance(Likeness.SAME, 0)
    if label.startswith(ENCODED) or listed.startswith(ENCODED):
        return None
    if _same_letters(label, listed):
        likeness = Likeness.LETTERS
    elif Levenshtein.distance(label, listed, score_cutoff=reach(listed)) <= reach(listed):
        likeness = Likeness.NEAR
    elif _holds(label, listed):
        likeness = Likeness.CONTAINED
    else:
        return None
    return Resemblance(likeness, Levenshtein.distance(label, listed))


def _same_letters(label: str, listed: str) -> bool:
    if label.isalpha() and listed.isalpha():
        return False  # two labels of letters alone that have the same letters are one label
    return len(letters(listed)) >= SHORTEST_NEAR and letters(label) == letters(listed)


def _holds(label: str, listed: str) -> bool:
    if len(listed) >= SHORTEST_FAR:
        return listed in label
    return len(listed) >= SHORTEST_NEAR and listed in label.split("-")

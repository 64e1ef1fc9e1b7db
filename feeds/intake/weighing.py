"""What the two models of a text have in common: from where on something is claimed, and what a curator is told."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from feeds.intake.claim import Event
from feeds.intake.confidence import SUREST

LIKELY: Final = 0.5  # from here on a move is claimed, and an end that no sentence tells
LIKELY_TOLD: Final = 0.4  # and an end that one tells: decision 0047
# The odds that it is so on a real page are the odds of the weights, to this power and times this: decision 0041.
_OF_MOVES: Final = (0.48, 0.74)
_OF_ENDS: Final = (0.45, 1.66)
_SHOWN: Final = 4  # signs that a curator is told


def confidence_in(event: Event, probability: float) -> float:
    """Return how often what the weights give this probability was so on real pages, 0 to 1.

    Most of what they are fitted on was invented, and real pages are harder to read: `python -m
    tests.bench.intake_succession` and `intake_ended` print the two lines, from pages that were held out.
    """
    power, times = _OF_MOVES if event == "renamed" else _OF_ENDS
    odds: float = times * (probability / (1 - min(probability, SUREST))) ** power
    return round(odds / (1 + odds), 2)


def heaviest(signs: Mapping[str, float]) -> tuple[str, ...]:
    """Return the signs that weigh most for something, `whether: moving_after` as `moving after +0.8`."""
    sums = Counter[str]()
    for sign, weight in signs.items():
        sums[sign.rpartition(": ")[2].replace("_", " ")] += weight  # type: ignore[assignment]  # typeshed counts in int
    return tuple(f"{sign} {weight:+.1f}" for sign, weight in sums.most_common(_SHOWN) if weight > 0)

"""Small plots as places in a picture, for a template to draw. Pure.

The picture is as wide as `WIDTH` and as high as `HEIGHT`, in its own units; values grow upwards. What is shown
stands in a table too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 150
BASE: Final = 118
"""Where zero is; under it there is room for a line of text."""
TOP: Final = 30
LEFT: Final = 4
_GAP: Final = 0.25  # of the room that a bar has
_LEAST: Final = 1.5  # so that one line of a million is seen


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its corner, its size, and which series it belongs to."""

    x: float
    y: float
    width: float
    height: float
    series: str


def line(values: Sequence[int]) -> list[tuple[float, float]]:
    """A point for each value, from left to right; the greatest is at the top, zero at the base."""
    step = (WIDTH - 2 * LEFT) / max(len(values) - 1, 1)
    greatest = max([*values, 1])
    return [
        (round(LEFT + place * step, 1), round(BASE - _high(value, greatest), 1)) for place, value in enumerate(values)
    ]


def bars(series: dict[str, Sequence[int]]) -> list[Bar]:
    """Bars side by side, one of each series at every place; nothing for a zero."""
    places = max(map(len, series.values()), default=0)
    greatest = max([1, *(value for values in series.values() for value in values)])
    room = (WIDTH - 2 * LEFT) / max(places, 1)
    width = min(room * (1 - _GAP) / len(series), 24) if series else 0
    return [
        Bar(round(LEFT + place * room + nth * width, 1), round(BASE - high, 1), round(width, 1), round(high, 1), name)
        for nth, (name, values) in enumerate(series.items())
        for place, value in enumerate(values)
        if (high := max(_high(value, greatest), _LEAST) if value else 0)
    ]


def _high(value: int, greatest: int) -> float:
    return (BASE - TOP) * value / greatest

"""Whether a figure that was sampled over time grows: its slope, and how sure that is. Pure.

Samples that follow one another are alike, so that a line through all of them would look much surer than it is. The
samples after the warm-up are cut into twenty blocks, and the line goes through the blocks' medians.

A process takes on a little now and then for as long as it lives: a table that is full is made anew at twice its size.
What such a step adds is not what a leak adds, so that a line is flat while it gains less than a hundredth.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

WARM_UP: Final = 0.5
"""The share of the time that is left out: imports, caches and pools fill then, and a curve that levels out does so."""
BLOCKS: Final = 20
GAINED: Final = 0.01
"""The share of the figure that it may gain while the line goes on, and be flat."""
_T: Final = 2.101  # Student's t for 95 % and 18 degrees of freedom


@dataclass(frozen=True, slots=True)
class Slope:
    """By how much a figure grows an hour, with its interval of 95 %, through so many hours from where it began."""

    an_hour: float
    low: float
    high: float
    hours: float
    began: float

    @property
    def is_flat(self) -> bool:
        """Whether nothing shows that it grows: what it surely gained in all is no more than `GAINED`."""
        return self.low * self.hours <= GAINED * self.began


def slope(samples: Sequence[tuple[float, float]]) -> Slope:
    """The slope of samples (seconds since the beginning, figure). Raises `ValueError` for fewer than two a block."""
    end = samples[-1][0] if samples else 0.0
    kept = [(at, value) for at, value in samples if at >= WARM_UP * end]
    if len(kept) < 2 * BLOCKS:
        raise ValueError(f"A slope needs {2 * BLOCKS} samples after the warm-up; there are {len(kept)}.")
    cuts = [round(number * len(kept) / BLOCKS) for number in range(BLOCKS + 1)]
    blocks = [kept[first:last] for first, last in pairwise(cuts)]
    hours = [statistics.median(at for at, _ in block) / 3600 for block in blocks]
    values = [statistics.median(value for _, value in block) for block in blocks]
    return _through(hours, values)


def _through(across: Sequence[float], up: Sequence[float]) -> Slope:
    """The least-squares line through points, and the interval of its slope."""
    line = statistics.linear_regression(across, up)
    left = [y - line.slope * x - line.intercept for x, y in zip(across, up, strict=True)]
    middle = statistics.fmean(across)
    spread = sum((x - middle) ** 2 for x in across)
    error = (sum(each**2 for each in left) / (len(across) - 2) / spread) ** 0.5
    low, high = line.slope - _T * error, line.slope + _T * error
    return Slope(line.slope, low, high, hours=across[-1] - across[0], began=up[0])

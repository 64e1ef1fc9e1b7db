"""Whether a figure that was sampled over time grows: its slope, and how sure that is. Pure.

Samples that follow one another are alike, so that a line through all of them would look much surer than it is. The
samples after the warm-up are cut into twenty blocks, and the line goes through the blocks' medians.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

WARM_UP: Final = 0.25
"""The share of the time that is left out: imports, caches and pools fill then."""
BLOCKS: Final = 20
_T: Final = 2.101  # Student's t for 95 % and 18 degrees of freedom


@dataclass(frozen=True, slots=True)
class Slope:
    """By how much a figure grows an hour, with its interval of 95 %."""

    an_hour: float
    low: float
    high: float

    @property
    def is_flat(self) -> bool:
        """Whether nothing shows that it grows: zero, or less, is in the interval."""
        return self.low <= 0


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
    return Slope(line.slope, line.slope - _T * error, line.slope + _T * error)

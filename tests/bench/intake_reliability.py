"""How often what is likely by the weights is so on real pages: the two lines of feeds/intake/weighing.py."""

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import Final

import numpy as np

_STEPS: Final = 40
_LONGEST_STEP: Final = 0.5


def reliability(said: Sequence[tuple[float, bool]], least: float) -> Iterator[str]:
    """Yield how often what was said with each probability was so, and the line that makes a confidence of it.

    `said` are the probabilities from `least` on, below 1, of texts that the weights were not fitted on.
    """
    for tenth in range(int(10 * least), 10):
        right = [was for probability, was in said if tenth <= 10 * probability < tenth + 1 + (tenth == 9)]
        yield f"real pages, said .{tenth}: right {sum(right)} of {len(right)}"
    slope, shift = _line_through(said)
    yield f"real pages: the odds that it is so are the odds said to the {slope:.2f}, times {exp(shift):.2f}"


def _line_through(said: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return the slope and the shift that make the outcomes likeliest (Platt 1999), by Newton's method."""
    logits = np.array([[log(each / (1 - each)), 1.0] for each, _ in said])
    was = np.array([was for _, was in said], dtype=np.float64)
    line = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-logits @ line))
        curve = logits.T @ (logits * (share - share * share)[:, None]) + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, logits.T @ (was - share))
        line = line + step * min(1.0, _LONGEST_STEP / np.abs(step).max())
    return float(line[0]), float(line[1])

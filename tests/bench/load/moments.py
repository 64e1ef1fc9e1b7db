"""What figures that were sampled over time were at ten moments, for whoever wants to see the curve in numbers. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

MOMENTS: Final = 10


def table(series: Mapping[str, Sequence[tuple[float, float]]]) -> list[dict[str, str | int | float]]:
    """One row a moment, of samples (seconds since the beginning, figure): minutes, and each figure as it was then.

    The last sample up to the moment counts. The first row is the first sample, the last row the last.
    """
    last = max(samples[-1][0] for samples in series.values())
    return [_row(series, share * last / MOMENTS) for share in range(MOMENTS + 1)]


def _row(series: Mapping[str, Sequence[tuple[float, float]]], moment: float) -> dict[str, str | int | float]:
    figures = {name: _at(samples, moment) for name, samples in series.items()}
    return {"minute": round(moment / 60, 1), **figures}


def _at(samples: Sequence[tuple[float, float]], moment: float) -> float:
    return next((value for at, value in reversed(samples) if at <= moment), samples[0][1])

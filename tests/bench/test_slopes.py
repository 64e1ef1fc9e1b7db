"""What the bench of a mixed load says of memory: that it grows, or that it does not."""

import math
import random

import pytest

from tests.bench.load.slopes import slope

SECONDS = 600
RANDOM = random.Random(7)


def _samples(an_hour: float, noise: float, warm_up: float = 0.0) -> list[tuple[float, float]]:
    """Two samples a second of a figure that grows, trembles, and takes on something more in the first minute."""
    moments = [number / 2 for number in range(2 * SECONDS)]
    return [
        (at, 200 + an_hour * at / 3600 + RANDOM.gauss(0, noise) + warm_up * (1 - math.exp(-at / 15))) for at in moments
    ]


def test_a_leak_of_a_megabyte_a_minute_is_seen_through_the_noise() -> None:
    found = slope(_samples(60, noise=2))
    assert not found.is_flat
    assert found.low < 60 < found.high


def test_what_only_trembles_is_flat() -> None:
    found = slope(_samples(0, noise=2))
    assert found.is_flat
    assert found.low < 0 < found.high


def test_what_is_filled_in_the_beginning_is_no_leak() -> None:
    assert slope(_samples(0, noise=2, warm_up=100)).is_flat


def test_a_small_step_is_no_leak_and_a_large_one_may_be_one() -> None:
    def stepped(by: float) -> list[tuple[float, float]]:
        return [(at, value + (by if at > 0.7 * SECONDS else 0)) for at, value in _samples(0, noise=0.1)]

    assert slope(stepped(1)).is_flat
    assert not slope(stepped(7)).is_flat


def test_a_figure_that_never_moves_has_no_slope() -> None:
    found = slope([(float(at), 14.0) for at in range(100)])
    assert (found.an_hour, found.low, found.high) == (0, 0, 0)


def test_too_few_samples_say_nothing() -> None:
    with pytest.raises(ValueError, match="needs 40 samples"):
        slope([(float(at), 14.0) for at in range(20)])

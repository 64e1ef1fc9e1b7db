"""Estimates of resemblance."""

from hypothesis import given
from hypothesis import strategies as st

from feeds.watch.observing.sketch import SIZE, containment, resemblance, runs, sketch

small_sets = st.sets(st.integers(0, 60).map(str), max_size=SIZE // 2)


@given(small_sets, small_sets)
def test_a_small_set_is_compared_exactly(one: set[str], other: set[str]) -> None:
    exact = len(one & other) / len(one | other) if one | other else 0.0
    assert resemblance(sketch(one), sketch(other)) == exact
    assert containment(sketch(one), sketch(other)) == (len(one & other) / len(one) if one else 0.0)


def test_large_sets_are_compared_closely() -> None:
    halves = [({f"{n} {k}" for n in range(2_000)}, {f"{n} {k}" for n in range(1_000, 3_000)}) for k in range(10)]
    estimates = [resemblance(sketch(one), sketch(other)) for one, other in halves]
    assert abs(sum(estimates) / len(estimates) - 1 / 3) < 0.05
    assert containment(sketch(str(n) for n in range(2_000)), sketch(str(n) for n in range(10_000))) == 1.0


def test_a_sketch_stays_comparable_with_those_that_are_stored() -> None:
    # MurmurHash3 x86 32 with seed 0, as everybody computes it.
    assert sketch(["hello", "hello", ""]) == (0, 0x248BFA47)


def test_a_short_sequence_is_one_run() -> None:
    assert list(runs(["a", "b"], 3)) == ["a b"]
    assert list(runs(["a", "b", "c", "d"], 3)) == ["a b c", "b c d"]

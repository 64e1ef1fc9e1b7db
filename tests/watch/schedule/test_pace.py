"""When the Watch looks again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.watch.changes import Showed, Streak
from feeds.watch.pace import DueKind, after_failure, first_look, next_look
from tests.conftest import NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OF_NAMES = (DueKind.NAME, DueKind.CANDIDATES, DueKind.SWEEP)


def _lately(showed: Showed, age: timedelta) -> Streak:
    return Streak(showed, looks=3, since=NOON - age, until=NOON)


def _wait(kind: DueKind, lately: Streak | None, lot: float = 0.0) -> timedelta:
    return next_look(kind, lately, NOON, lot) - NOON


@pytest.mark.parametrize("showed", [Showed.SITE, Showed.ELSEWHERE, Showed.BLOCKED])
@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=1000)])
def test_a_name_that_answers_is_looked_at_daily(showed: Showed, age: timedelta) -> None:
    assert 0.89 * DAY < _wait(DueKind.NAME, _lately(showed, age)) < DAY


@given(lot=st.floats(0, 1))
def test_what_is_daily_never_slips_over_a_day(lot: float) -> None:
    assert _wait(DueKind.NAME, _lately(Showed.SITE, DAY), lot) < DAY


def test_a_failure_that_may_pass_is_looked_at_again_the_same_day() -> None:
    assert _wait(DueKind.NAME, _lately(Showed.UNREACHABLE, timedelta(0))) < 6 * HOUR


@pytest.mark.parametrize("showed", [Showed.PARKED, Showed.SEIZED, Showed.UNREACHABLE])
def test_what_is_gone_is_looked_at_ever_more_seldom_and_never_given_up(showed: Showed) -> None:
    waits = [_wait(DueKind.NAME, _lately(showed, timedelta(days=days))) for days in (8, 40, 120, 400, 4000)]
    assert waits == sorted(waits)
    assert waits[0] < DAY < waits[1] < waits[2] < waits[3] == waits[4] < 30 * DAY


@given(
    kind=st.sampled_from(OF_NAMES), showed=st.sampled_from(list(Showed)), days=st.integers(0, 5000), lot=st.floats(0, 1)
)
def test_whatever_was_seen_the_next_look_lies_ahead_and_within_a_month(
    kind: DueKind, showed: Showed, days: int, lot: float
) -> None:
    assert 5 * HOUR < _wait(kind, _lately(showed, timedelta(days=days)), lot) < 30 * DAY


def test_guesses_are_daily_and_the_sweep_weekly() -> None:
    alive = _lately(Showed.SITE, DAY)
    assert 0.89 * DAY < _wait(DueKind.CANDIDATES, alive) < DAY
    assert 6 * DAY < _wait(DueKind.SWEEP, alive) < 7 * DAY


def test_the_guesses_of_a_site_that_is_gone_go_on_weekly_and_monthly() -> None:
    gone = _lately(Showed.SEIZED, timedelta(days=900))
    assert 6 * DAY < _wait(DueKind.CANDIDATES, gone) < 7 * DAY
    assert 27 * DAY < _wait(DueKind.SWEEP, gone) < 28 * DAY


def test_what_was_never_seen_keeps_the_usual_pace() -> None:
    assert 0.89 * DAY < _wait(DueKind.NAME, None) < DAY


def test_a_stream_is_read_daily() -> None:
    assert 0.89 * DAY < _wait(DueKind.STREAM, None) < DAY


def test_what_fails_for_our_reasons_is_tried_again_soon_then_daily() -> None:
    waits = [after_failure(times, NOON, 0.0) - NOON for times in (1, 2, 3, 20)]
    assert waits == sorted(waits)
    assert waits[0] < 5 * timedelta(minutes=1)
    assert 0.9 * DAY < waits[3] < DAY


def test_a_new_name_is_looked_at_at_once_and_sweeps_are_spread_over_their_week() -> None:
    assert first_look(DueKind.NAME, NOON, 0.9) == NOON
    assert first_look(DueKind.CANDIDATES, NOON, 0.9) == NOON
    assert [first_look(DueKind.SWEEP, NOON, lot) - NOON for lot in (0.0, 0.5)] == [timedelta(0), 3.5 * DAY]

"""The policy: what leads where, who may do what, and by when somebody is answered."""

from datetime import timedelta

import pytest

from feeds.review.disputes.clock import Clock
from feeds.review.disputes.states import NEEDS, TRANSITIONS, WAITING, Act, DisputeState, DoesNotFit, after
from feeds.review.roles import Role, may
from tests.conftest import NOON

DAY = timedelta(days=1)
OPEN, ANSWERED = DisputeState.OPEN, DisputeState.ANSWERED
CLOSED = (DisputeState.UPHELD, DisputeState.REFUSED, DisputeState.WITHDRAWN)


@pytest.mark.parametrize("state", [OPEN, ANSWERED])
@pytest.mark.parametrize(
    ("act", "reached"),
    [
        (Act.ANSWER, DisputeState.ANSWERED),
        (Act.UPHOLD, DisputeState.UPHELD),
        (Act.REFUSE, DisputeState.REFUSED),
        (Act.WITHDRAW, DisputeState.WITHDRAWN),
    ],
)
def test_a_dispute_that_waits_can_be_answered_decided_and_withdrawn(
    state: DisputeState, act: Act, reached: DisputeState
) -> None:
    assert after(state, act) == reached


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", CLOSED)
def test_a_dispute_that_is_closed_stays_so(state: DisputeState, act: Act) -> None:
    with pytest.raises(DoesNotFit, match=f"A dispute that is {state} cannot be"):
        after(state, act)


def test_the_states_that_wait_are_those_that_something_leads_on_from() -> None:
    assert {state for state, _ in TRANSITIONS} == WAITING == set(DisputeState) - set(CLOSED)


def test_an_editor_answers_and_a_reviewer_decides() -> None:
    assert [role for role in Role if may(role, NEEDS[Act.ANSWER])] == [Role.EDITOR, Role.REVIEWER, Role.ADMIN]
    assert [role for role in Role if may(role, NEEDS[Act.UPHOLD])] == [Role.REVIEWER, Role.ADMIN]
    assert NEEDS[Act.REFUSE] == NEEDS[Act.UPHOLD]
    assert Act.WITHDRAW not in NEEDS


def test_a_first_answer_is_due_within_three_days_to_the_second() -> None:
    clock = Clock(NOON)
    assert clock.due == NOON + 3 * DAY
    assert not clock.is_overdue(clock.due)
    assert clock.is_overdue(clock.due + timedelta(seconds=1))


def test_an_answer_or_an_end_stops_the_clock() -> None:
    assert Clock(NOON).is_running()
    for stopped in (Clock(NOON, first_answer=NOON + DAY), Clock(NOON, closed=NOON + DAY)):
        assert not stopped.is_running()
        assert not stopped.is_overdue(NOON + 9 * DAY)


@pytest.mark.parametrize(
    ("clock", "kept"),
    [
        (Clock(NOON, NOON + 3 * DAY), True),
        (Clock(NOON, NOON + 4 * DAY), False),
        (Clock(NOON), False),
        (Clock(NOON + 8 * DAY), None),
        (Clock(NOON, closed=NOON + DAY), None),
        (Clock(NOON, closed=NOON + 5 * DAY), False),
    ],
)
def test_the_promise_is_kept_broken_or_not_yet_to_be_told(clock: Clock, kept: bool | None) -> None:
    assert clock.kept(NOON + 9 * DAY) is kept

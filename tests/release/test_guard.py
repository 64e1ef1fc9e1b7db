"""What makes a Release wait for a second sign-off."""

import pytest

from feeds.release.guard import reason_to_hold
from feeds.release.publishing import Outcome


def _outcome(before: int, added: int, removed: int, serial: int = 2) -> Outcome:
    return Outcome(serial, True, before + added - removed, added, removed, {})


def _hold(outcome: Outcome, *, rolled_back: bool = False) -> str:
    return reason_to_hold(outcome, rolled_back=rolled_back, percent=20, names=500)


@pytest.mark.parametrize(
    ("before", "added", "removed"), [(100, 20, 0), (100, 0, 20), (100, 20, 20), (10_000, 500, 500)]
)
def test_a_small_change_goes_out(before: int, added: int, removed: int) -> None:
    assert _hold(_outcome(before, added, removed)) == ""


@pytest.mark.parametrize(
    ("before", "added", "removed"), [(100, 21, 0), (100, 0, 21), (10_000, 501, 0), (10_000, 0, 501)]
)
def test_more_than_a_fifth_or_five_hundred_lines_wait(before: int, added: int, removed: int) -> None:
    assert f"{before} lines" in _hold(_outcome(before, added, removed))


def test_the_five_weeks_of_a_public_list_would_all_have_been_held() -> None:
    lines = 4_000
    for added, removed in ((912, 0), (0, 912), (769, 216)):
        assert _hold(_outcome(lines, added, removed))
        lines += added - removed


def test_the_first_release_is_not_held() -> None:
    assert _hold(_outcome(0, 1_000, 0, serial=1)) == ""


def test_what_follows_a_rollback_waits_however_small() -> None:
    assert "rolled back" in _hold(_outcome(1_000, 1, 0), rolled_back=True)


def test_what_changes_nothing_is_not_held() -> None:
    assert reason_to_hold(Outcome(3, False, 9, 0, 0, {}), rolled_back=True, percent=1, names=1) == ""

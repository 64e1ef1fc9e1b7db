"""A release that is killed at any step: all of them, where the quick test has every fifth."""

from pathlib import Path

from tests.api.conftest import founded_on_sqlite
from tests.api.test_killed_release import kill_at_each
from tests.chaos.conftest import Outcome

__all__ = ["founded_on_sqlite"]


def test_a_kill_at_any_step_leaves_a_whole_release_and_the_next_run_finishes_it(
    founded_on_sqlite: Path, tmp_path: Path, outcome: Outcome
) -> None:
    steps = kill_at_each(range(1, 1000), founded_on_sqlite, tmp_path) - 1
    outcome(f"a release killed at each of its {steps} steps", "the old or the new, whole; the next run finishes it", 0)

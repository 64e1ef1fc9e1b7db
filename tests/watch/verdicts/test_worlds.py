"""The stories that the verdicts were set on, played day by day and looked at with the Watch's own probe."""

from pathlib import Path

import pytest

from tests.watch.verdicts.told import told, worlds


@pytest.mark.parametrize("file", worlds("calibration"), ids=lambda file: file.stem)
def test_a_story_is_told_right(file: Path) -> None:
    for each in told(file):
        assert each.verdict.verdict in each.expectation.verdict, each.verdict.as_json()

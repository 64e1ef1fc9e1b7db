"""The clock jumps by a year. What is signed, what is erased and what is due next all go by it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from feeds.release import metadata
from feeds.release.folder import POINTER
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.processes import House, house
from tests.chaos.traffic import approve_name, ask, counted, figure, is_out, read, report, until_out

SOURCE: Final = Path(__file__).with_name("clock.c")
COMPILER: Final = shutil.which("cc")
YEAR: Final = timedelta(days=365)

pytestmark = pytest.mark.skipif(
    COMPILER is None, reason="needs a C compiler (Debian's gcc), for a clock that can be set"
)


class Clock:
    """What the processes of one house believe the date to be.

    Not with libfaketime: 0.9.10 also bends what sleeps and waits (`time.sleep` fails), which no wrong date does.
    """

    def __init__(self, folder: Path) -> None:
        self._file, self._library = folder / "clock", folder / "clock.so"
        subprocess.run([str(COMPILER), "-shared", "-fPIC", "-o", self._library, SOURCE], check=True)
        self.is_off_by(timedelta(0))

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process go by it."""
        return {"LD_PRELOAD": os.fspath(self._library), "VIGIE_TEST_CLOCK": os.fspath(self._file)}

    def is_off_by(self, error: timedelta) -> None:
        """Set it so far from the real one."""
        beside = self._file.with_suffix(".next")
        beside.write_text(f"{round(error.total_seconds())}\n")
        beside.replace(self._file)  # whoever reads it meanwhile finds one or the other


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A clock that can be set while processes run."""
    return Clock(tmp_path)


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> Iterator[House]:
    """An installation whose processes go by that clock."""
    with house(tmp_path / "house", **clock.environment) as made:
        yield made


@pytest.mark.parametrize("jump", [YEAR, -YEAR], ids=["ahead", "back"])
def test_a_service_whose_clock_jumps_signs_nothing_and_erases_nothing_until_it_is_right(
    made: House, clock: Clock, jump: timedelta, outcome: Outcome
) -> None:
    service = made.serve()
    service.until_ready()
    assert report(service.address, 1)[0] == 202
    clock.is_off_by(jump)
    service.until_said("clock in doubt")
    approve_name(made, "coco-later.chat")
    assert figure(service.address, "vigie_clock_in_doubt") == 1
    assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
    assert not is_out(made, "coco-later.chat")
    _is_dated_now(made)
    clock.is_off_by(timedelta(0))
    service.until_said("clock believed again")
    until_out(made, "coco-later.chat")
    _is_dated_now(made)
    outcome(
        f"the clock jumps by {jump.days} days",
        "the feed is served, nothing is signed; goes on when it is right",
        1 - counted(made),
    )


def test_a_service_that_wakes_a_year_ahead_signs_nothing_and_the_command_says_why(
    made: House, clock: Clock, outcome: Outcome
) -> None:
    clock.is_off_by(YEAR)
    approve_name(made, "coco-later.chat")
    before = read(made)
    service = made.serve()
    service.until_said("clock in doubt")
    until("service that answers", lambda: service.status("/healthz") == 200)
    assert service.status("/readyz") == 503  # by that clock, what is out has expired
    assert figure(service.address, "vigie_clock_in_doubt") == 1
    asked = made.vigie("clock", name="clock-ahead")
    assert asked.wait() == 4
    assert "vigie clock --is-right" in asked.said
    assert read(made) == before
    outcome("wakes a year ahead", "the feed is served, nothing is signed; `vigie clock` says why", 0)


def _is_dated_now(made: House) -> None:
    """Nothing that is out ends later than it may."""
    pointer = metadata.LIFETIME["timestamp"]
    assert read(made).expires <= datetime.now(UTC) + pointer + timedelta(minutes=5)

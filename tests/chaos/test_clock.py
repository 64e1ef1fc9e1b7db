"""The clock jumps by a year. What is signed, what is erased and what is due next all go by it."""

import os
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

LIBRARY: Final = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
IN_TIME: Final = "+0"

pytestmark = pytest.mark.skipif(LIBRARY is None, reason="needs Debian's faketime")


class Clock:
    """What the processes of one house believe the date to be."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.shows(IN_TIME)

    def shows(self, offset: str) -> None:
        """Set it, such as `+365d` against the real one."""
        beside = self._file.with_suffix(".next")
        beside.write_text(f"{offset}\n")
        beside.replace(self._file)  # whoever reads it meanwhile finds one or the other


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A clock that can be set while processes run."""
    return Clock(tmp_path / "clock")


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> Iterator[House]:
    """An installation whose processes go by that clock."""
    faked = {
        "LD_PRELOAD": os.fspath(LIBRARY or ""),
        "FAKETIME_TIMESTAMP_FILE": os.fspath(tmp_path / "clock"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with house(tmp_path / "house", **faked) as made:
        yield made


@pytest.mark.parametrize("jump", ["+365d", "-365d"])
def test_a_service_whose_clock_jumps_signs_nothing_and_erases_nothing_until_it_is_right(
    made: House, clock: Clock, jump: str, outcome: Outcome
) -> None:
    service = made.serve()
    service.until_ready()
    assert report(service.address, 1)[0] == 202
    clock.shows(jump)
    service.until_said("clock in doubt")
    approve_name(made, "coco-later.chat")
    assert figure(service.address, "vigie_clock_in_doubt") == 1
    assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
    assert not is_out(made, "coco-later.chat")
    _is_dated_now(made)
    clock.shows(IN_TIME)
    service.until_said("clock believed again")
    until_out(made, "coco-later.chat")
    _is_dated_now(made)
    outcome(
        f"the clock jumps {jump}", "the feed is served, nothing is signed; goes on when it is right", 1 - counted(made)
    )


def test_a_service_that_wakes_a_year_ahead_signs_nothing_and_the_command_says_why(
    made: House, clock: Clock, outcome: Outcome
) -> None:
    clock.shows("+365d")
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

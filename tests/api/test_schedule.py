"""What runs by itself: turns of one job never meet, a failure is tried again soon, and an end is an end."""

import threading
from collections.abc import Iterator
from typing import Final

import pytest
from structlog.testing import capture_logs

from api import schedule
from api.database import Database
from api.schedule import Schedule
from api.settings import Settings

ON_SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
PATIENCE: Final = 30  # seconds for what takes less than one


@pytest.fixture
def running(founded: Database, settings: Settings) -> Iterator[Schedule]:
    """A schedule without a job, which runs."""
    running = Schedule(founded, settings)
    running.start()
    yield running
    running.shutdown()


@ON_SQLITE
def test_a_job_that_fails_has_its_next_turn_soon_and_others_go_on(
    running: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "AGAIN_SECONDS", 0.1)
    again, went_on, turns = threading.Event(), threading.Event(), [0]

    def fails(*_: object) -> None:
        turns[0] += 1
        if turns[0] == 3:
            again.set()
        raise ValueError("not this time")

    with capture_logs() as said:
        running.repeat("fails", fails, 86_400)
        running.repeat("beside", lambda *_: went_on.set(), 86_400)
        assert again.wait(PATIENCE)
        assert went_on.wait(PATIENCE)
    assert {line["job"] for line in said if line["event"] == "job failed"} == {"fails"}


@ON_SQLITE
def test_a_turn_that_lasts_is_not_met_by_the_next(running: Schedule) -> None:
    at_once, most, other, enough = [0], [0], [0], threading.Event()

    def lasts(*_: object) -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        enough.wait(PATIENCE)
        at_once[0] -= 1

    def counts(*_: object) -> None:
        other[0] += 1
        if other[0] == 5:
            enough.set()

    running.repeat("lasts", lasts, 0.05)
    running.repeat("counts", counts, 0.05)
    assert enough.wait(PATIENCE)
    assert most == [1]


@ON_SQLITE
def test_the_end_waits_for_no_job_that_hangs_and_names_it(
    founded: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "ENDING_SECONDS", 0.1)
    begun, never = threading.Event(), threading.Event()

    def hangs(*_: object) -> None:
        begun.set()
        never.wait(PATIENCE)

    hanging = Schedule(founded, settings)
    hanging.repeat("hangs", hangs, 86_400)
    hanging.start()
    assert begun.wait(PATIENCE)
    with capture_logs() as said:
        hanging.shutdown()
    assert [line["jobs"] for line in said if line["event"] == "jobs cut short"] == [["hangs"]]
    assert not never.is_set()
    never.set()

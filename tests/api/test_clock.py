"""A clock that does not fit what is on record is in doubt: nothing is signed until somebody says that it is right."""

from datetime import timedelta

import pytest
import time_machine

from api import clock
from api.database import Database
from api.jobs import release, timestamp
from api.settings import Settings
from feeds.release import keys, metadata, upkeep
from feeds.release.folder import FeedFolder
from feeds.release.verifying import verify
from tests.api.conftest import Run
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

NEW_NAME = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}


@pytest.fixture
def waiting(founded: Database) -> Database:
    """An installation in which a change was approved and is not out yet."""
    with founded.write() as session:
        approve(session, propose(session, EVIDENCE, NEW_NAME))
    return founded


@pytest.mark.parametrize("days", [-365, 31])
def test_no_release_goes_out_by_a_clock_that_jumped(waiting: Database, settings: Settings, days: int) -> None:
    held = release.run(waiting, settings, now() + timedelta(days=days)).held
    assert "vigie clock --is-right" in held
    assert upkeep.sealed_for(FeedFolder(settings.feed_dir), now()) <= metadata.LIFETIME["timestamp"]
    assert release.run(waiting, settings, now()).serial == 2


@pytest.mark.parametrize("days", [0, 29])
def test_a_service_that_stood_still_for_less_than_a_month_believes_its_clock(founded: Database, days: int) -> None:
    with founded.read() as session:
        assert clock.doubt(session, now() + timedelta(days=days)) == ""


def test_a_timestamp_that_was_signed_in_the_future_is_signed_anew(founded: Database, settings: Settings) -> None:
    folder = FeedFolder(settings.feed_dir)
    upkeep.resign(folder, keys.load(settings.online_keys_dir), now() + timedelta(days=20))
    assert timestamp.run_if_due(founded, settings, now())
    assert upkeep.sealed_for(folder, now()) <= metadata.LIFETIME["timestamp"]
    assert verify(folder.path, folder.read("1.root.json")).serial == 1


def test_a_person_says_that_the_clock_is_right_and_releases_go_out_again(
    waiting: Database, settings: Settings, vigie: Run
) -> None:
    with time_machine.travel(now() + timedelta(days=60), tick=True):
        code, said, _ = vigie("clock")
        assert (code, "--is-right" in said) == (4, True)
        code, said, _ = vigie("clock", "--is-right")
        assert (code, "--is-right" in said) == (0, False)
        assert release.run(waiting, settings, now()).serial == 2

"""A Source is read by one worker at a time, and recorded by that one alone."""

from datetime import timedelta

import pytest

from api.database import Database
from feeds.intake.sources import keeping
from feeds.intake.sources.keeping import LEASE, ClaimLost
from feeds.intake.sources.tables import Source
from tests.conftest import NOON
from tests.intake.sources.newspaper import FEED


@pytest.fixture
def followed(database: Database) -> Database:
    """A database in which one feed is read."""
    with database.write() as session:
        keeping.add(session, FEED, NOON)
    return database


def _claim(database: Database, worker: str, *, late: timedelta = timedelta(0)) -> Source | None:
    """What a run that began at noon claims so much later."""
    with database.write() as session:
        return keeping.claim(session, worker, NOON, now=NOON + late)


def _taken_over(database: Database) -> Source:
    """What a worker holds that stood still for too long; another has it now."""
    lost = _claim(database, "one")
    assert lost is not None
    assert _claim(database, "two", late=LEASE)
    return lost


def test_what_is_claimed_late_in_a_long_run_is_held_as_long_as_what_is_claimed_first(followed: Database) -> None:
    assert _claim(followed, "one", late=LEASE)
    assert _claim(followed, "two", late=2 * LEASE - timedelta(seconds=1)) is None
    assert _claim(followed, "two", late=2 * LEASE)


def test_who_lost_a_claim_records_neither_that_it_read_nor_that_it_could_not(followed: Database) -> None:
    lost = _taken_over(followed)
    with pytest.raises(ClaimLost, match="somebody else has it"), followed.write() as session:
        keeping.done(session, lost, NOON, title="Too late", more=False)
    with pytest.raises(ClaimLost), followed.write() as session:
        keeping.failed(session, lost, NOON, "Too late.")
    with followed.read() as session:
        row = session.get_one(Source, lost.id)
    assert (row.claimed_by, row.title, row.problem, row.due_at) == ("two", "", None, NOON)


def test_who_lost_a_claim_does_not_settle_what_it_read(followed: Database) -> None:
    lost = _taken_over(followed)
    with pytest.raises(ClaimLost), followed.write() as session:
        keeping.hold(session, lost)


def test_a_claim_is_lost_to_the_same_worker_too_when_it_claimed_again(followed: Database) -> None:
    first = _claim(followed, "one")
    assert first is not None
    assert _claim(followed, "one", late=LEASE)
    with pytest.raises(ClaimLost), followed.write() as session:
        keeping.done(session, first, NOON, more=False)

"""What is due belongs to one worker at a time, on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from api.database import Database
from feeds.watch import due
from feeds.watch.due import ClaimLost
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, approve, propose

LEASE = timedelta(minutes=30)
DAY = timedelta(days=1)


@pytest.fixture
def enrolled(database: Database) -> Database:
    """Two listed Names of one Site; candidates are guessed from coco.gg."""
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        due.enrol(session, ["coco.gg"], [], NOON)
    return database


def _claim(database: Database, worker: str, at: timedelta = timedelta(0), most: int = 10) -> list[Due]:
    with database.write() as session:
        return due.claim(session, worker, NOON + at, lease=LEASE, most=most)


def _rows(session: Session) -> list[tuple[str, str]]:
    rows = session.exec(select(Due.kind, Due.subject).order_by(col(Due.kind), col(Due.subject)))
    return [(kind, subject) for kind, subject in rows]


def test_every_listed_name_is_watched_and_guesses_are_made_from_the_last_of_a_site(enrolled: Database) -> None:
    with enrolled.read() as session:
        assert _rows(session) == [
            (DueKind.CANDIDATES, "coco.gg"),
            (DueKind.NAME, "coco.fr"),
            (DueKind.NAME, "coco.gg"),
            (DueKind.SWEEP, "coco.gg"),
        ]


def test_enrolling_again_changes_nothing(enrolled: Database) -> None:
    with enrolled.write() as session:
        before = _rows(session)
        assert due.enrol(session, ["coco.gg"], [], NOON + DAY) == 0
        assert _rows(session) == before


def test_what_is_listed_no_more_is_watched_no_more(enrolled: Database) -> None:
    with enrolled.write() as session:
        approve(session, propose(session, {"op": "retract_name", "name": "coco.fr", "reason": "A mistake."}))
        due.add_hits(session, [("coco.fr", "coco.live"), ("coco.gg", "coco.chat")], NOON)
        due.enrol(session, ["coco.gg"], ["https://lists.example/new"], NOON)
        rows = _rows(session)
    assert (DueKind.NAME, "coco.fr") not in rows
    assert (DueKind.HIT, "coco.fr coco.live") not in rows
    assert (DueKind.HIT, "coco.gg coco.chat") in rows
    assert (DueKind.STREAM, "https://lists.example/new") in rows


def test_what_is_claimed_is_nobody_elses(enrolled: Database) -> None:
    mine, yours = _claim(enrolled, "one", most=2), _claim(enrolled, "two")
    assert len(mine) == 2
    assert yours
    assert not {row.id for row in mine} & {row.id for row in yours}
    assert _claim(enrolled, "three") == []


def test_what_is_not_due_is_not_claimed(enrolled: Database) -> None:
    assert _claim(enrolled, "one", at=timedelta(seconds=-1)) == []


def test_a_claim_that_ran_out_is_free_again(enrolled: Database) -> None:
    mine = _claim(enrolled, "one")
    assert _claim(enrolled, "two", at=LEASE - timedelta(seconds=1)) == []
    assert {row.id for row in mine} <= {row.id for row in _claim(enrolled, "two", at=LEASE)}


def test_a_claim_by_a_clock_that_was_a_year_ahead_does_not_count(enrolled: Database) -> None:
    mine = _claim(enrolled, "one", at=365 * DAY)
    assert {row.id for row in mine} >= {row.id for row in _claim(enrolled, "two")} != set()


def test_who_lost_a_claim_records_nothing(enrolled: Database) -> None:
    lost = _claim(enrolled, "one")[0]
    _claim(enrolled, "two", at=LEASE)
    with pytest.raises(ClaimLost, match="somebody else has it"), enrolled.write() as session:
        due.done(session, lost, next_at=NOON + DAY)
    with enrolled.read() as session:
        assert session.get_one(Due, lost.id).claimed_by == "two"


def test_the_same_worker_that_claimed_again_does_not_record_for_its_first_claim(enrolled: Database) -> None:
    first = _claim(enrolled, "one")[0]
    _claim(enrolled, "one", at=LEASE)
    with pytest.raises(ClaimLost), enrolled.write() as session:
        due.done(session, first, next_at=NOON + DAY)


def test_what_is_done_is_due_when_it_was_said(enrolled: Database) -> None:
    row = _claim(enrolled, "one", most=1)[0]
    with enrolled.write() as session:
        due.done(session, row, next_at=NOON + DAY, failures=2)
    assert row.id not in {each.id for each in _claim(enrolled, "two", at=DAY - timedelta(seconds=1))}
    with enrolled.read() as session:
        done = session.get_one(Due, row.id)
    assert (done.due_at, done.claimed_by, done.failures) == (NOON + DAY, None, 2)


def test_what_is_done_for_good_is_gone(enrolled: Database) -> None:
    row = _claim(enrolled, "one", most=1)[0]
    with enrolled.write() as session:
        due.done(session, row, next_at=None)
    with enrolled.read() as session:
        assert session.get(Due, row.id) is None


def test_who_is_interrupted_gives_the_claim_back(enrolled: Database) -> None:
    row = _claim(enrolled, "one", most=1)[0]
    with enrolled.write() as session:
        due.let_go(session, "one")
    assert row.id in {each.id for each in _claim(enrolled, "two")}


def test_a_report_brings_the_next_look_forward(enrolled: Database) -> None:
    for row in _claim(enrolled, "one"):
        with enrolled.write() as session:
            due.done(session, row, next_at=NOON + 20 * DAY)
    with enrolled.write() as session:
        assert due.sooner(session, "www.coco.gg", NOON + DAY)
    assert {(row.kind, row.subject) for row in _claim(enrolled, "two", at=DAY)} >= {
        (DueKind.NAME, "coco.gg"),
        (DueKind.CANDIDATES, "coco.gg"),
    }


def test_a_report_of_what_is_not_listed_brings_nothing_forward(enrolled: Database) -> None:
    with enrolled.write() as session:
        assert not due.sooner(session, "elsewhere.example.com", NOON)


def test_a_report_does_not_put_off_what_is_due_already(enrolled: Database) -> None:
    with enrolled.write() as session:
        due.sooner(session, "coco.gg", NOON + DAY)
    assert ("name", "coco.gg") in {(row.kind, row.subject) for row in _claim(enrolled, "one")}


def test_the_backlog_says_how_much_is_due_and_since_when(enrolled: Database) -> None:
    _claim(enrolled, "one", most=1)
    with enrolled.read() as session:
        backlog = due.backlog(session, NOON + 8 * DAY)
        assert (backlog.due, backlog.oldest, backlog.failing) == (4, NOON, 0)

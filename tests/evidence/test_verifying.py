"""Every entry has a date by which a person looks at it again; who does says so in the Journal, and changes no more."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from api.database import Database
from feeds.registry import taxonomy
from feeds.registry.tables import Name, Signal
from feeds.registry.words import Status
from feeds.review import due_again, people
from feeds.review.due_again import NoSuchEntry, OnTime, Waiting, periods
from feeds.review.due_again.tables import Verification
from feeds.review.four_eyes import NotAllowed
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH
from tests.review.proposing import LIST_COCO, approve, propose, someone

CLOSED: dict[str, object] = {
    "op": "set_name_status",
    "name": "coco.gg",
    "status": "closed",
    "evidence": ["paper-1"],
}


def _days(verification: Verification) -> int:
    return (verification.verify_by - verification.checked_at).days


def _of(session: Session, hostname: str) -> Verification:
    counts = select(Verification).join(Name).where(Name.hostname == hostname)
    return session.exec(counts.where(col(Verification.replaced_at).is_(None))).one()


def test_the_table_names_what_there_is_and_nothing_else() -> None:
    assert periods.periods()["name"].keys() <= {*Status, "usual"}
    assert periods.periods()["signal"].keys() <= {*taxonomy.signals(), "usual"}
    assert all(7 <= days <= 366 for table in periods.periods().values() for days in table.values())


def test_what_two_people_approved_is_verified_again_by_its_kind(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        assert _days(_of(session, "coco.gg")) == periods.periods()["name"]["active"]
        assert _days(_of(session, "coco.fr")) == periods.periods()["name"]["closed"]
        assert session.exec(select(Verification).join(Signal)).one().person_id is None
        assert due_again.enrol(session, NOON) == 0


def test_an_approved_change_dates_its_entry_anew(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        approve(session, propose(session, CLOSED))
        assert _days(_of(session, "coco.gg")) == periods.periods()["name"]["closed"]


def test_entries_from_before_there_were_dates_get_one_once(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        session.execute(text("DELETE FROM verification"))
        assert due_again.enrol(session, NOON) == 3
        assert due_again.enrol(session, NOON) == 0


@ON_BOTH
def test_an_entry_waits_two_weeks_before_its_date_and_is_overdue_after_it(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    date = NOON + timedelta(days=periods.periods()["name"]["active"])
    with database.read() as session:
        assert due_again.waiting(session, date - periods.SOON - timedelta(seconds=1)) == Waiting(0, 0)
        assert due_again.waiting(session, date - periods.SOON) == Waiting(1, 0)
        assert due_again.waiting(session, date) == Waiting(1, 0)
        assert due_again.waiting(session, date + timedelta(seconds=1)) == Waiting(1, 1)


def test_an_editor_says_that_an_entry_is_so_still_and_the_journal_keeps_it(database: Database) -> None:
    at = NOON + timedelta(days=100)
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        editor = people.add(session, "eddie", role=Role.EDITOR)
        due_again.confirm(session, "name", _of(session, "coco.gg").name_id or 0, by=editor, at=at)
        assert due_again.waiting(session, at) == Waiting(0, 0)
        entry = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc())).first()
        assert entry is not None
        assert (entry.actor, entry.action, entry.subject) == ("eddie", "verify", "name coco.gg")
        assert entry.body == {"verify_by": _of(session, "coco.gg").verify_by.date().isoformat()}


def test_a_reader_verifies_nothing(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        reader = people.add(session, "mary", role=Role.READER)
        with pytest.raises(NotAllowed, match="mary is a reader"):
            due_again.confirm(session, "name", 1, by=reader, at=NOON)


def test_what_is_not_listed_any_more_cannot_be_verified(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        number = _of(session, "coco.gg").name_id or 0
        approve(session, propose(session, {"op": "retract_name", "name": "coco.gg", "reason": "A mistake."}))
    with database.write() as session, pytest.raises(NoSuchEntry):
        due_again.confirm(session, "name", number, by=someone(session, "ada"), at=NOON)


@ON_BOTH
@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (
            "INSERT INTO verification (name_id, checked_at, verify_by, replaced_at, person_id)"
            " SELECT 1, '2026-01-01', '2026-02-01', '2026-02-01', id FROM person WHERE handle = 'mary'",
            "A reader verifies nothing",
        ),
        (
            "INSERT INTO verification (name_id, checked_at, verify_by) VALUES (1, '2026-02-01', '2026-01-01')",
            "ends_later",
        ),
        ("INSERT INTO verification (checked_at, verify_by) VALUES ('2026-01-01', '2026-02-01')", "is_of_one_entry"),
        (
            "INSERT INTO verification (name_id, checked_at, verify_by)"
            " SELECT min(id), '2026-01-01', '2026-02-01' FROM name",
            "ux_verification_name|verification.name_id",
        ),
    ],
)
def test_sql_that_goes_around_the_dates_is_refused(database: Database, statement: str, rule: str) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        people.add(session, "mary", role=Role.READER)
    with pytest.raises(DatabaseError, match=rule), database.write() as session:
        session.execute(text(statement))


@ON_BOTH
def test_the_share_in_time_counts_each_date_that_fell(database: Database) -> None:
    def on_day(days: int) -> datetime:
        return NOON + timedelta(days=days)

    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))  # coco.gg by day 90, the signal by day 180, coco.fr by day 365
        ada, number = someone(session, "ada"), _of(session, "coco.gg").name_id or 0
        assert due_again.on_time(session, NOON, on_day(89)) == OnTime(0, 0)
        due_again.confirm(session, "name", number, by=ada, at=on_day(89))  # in time; again by day 179
        due_again.confirm(session, "name", number, by=ada, at=on_day(200))  # late
        assert due_again.on_time(session, NOON, on_day(200)) == OnTime(1, 3)
        assert due_again.on_time(session, on_day(100), on_day(200)) == OnTime(0, 2)

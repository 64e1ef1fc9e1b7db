"""What runs by itself: it finds out what is due, and running it again does no harm."""

from datetime import timedelta

import time_machine
from sqlmodel import col, select

from api.database import Database
from api.jobs import founding, planning, release, timestamp
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.tables import Release
from feeds.release.verifying import verify
from feeds.review.tables import JournalEntry, Proposal
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

NEW_NAME = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}


def _root(settings: Settings) -> bytes:
    return FeedFolder(settings.feed_dir).read("1.root.json")


def _approve_new_name(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, NEW_NAME))


def test_founding_again_changes_nothing(founded: Database, settings: Settings) -> None:
    with founded.read() as session:
        before = [entry.digest for entry in session.exec(select(JournalEntry))]
    founding.run(founded, settings, now())
    with founded.read() as session:
        assert [entry.digest for entry in session.exec(select(JournalEntry))] == before


def test_founding_again_releases_nothing_that_was_approved_since(founded: Database, settings: Settings) -> None:
    _approve_new_name(founded)
    founding.run(founded, settings, now())
    assert verify(settings.feed_dir, _root(settings)).serial == 1
    with founded.read() as session:
        assert session.exec(select(Proposal.state).order_by(col(Proposal.id).desc())).first() == "approved"


def test_nothing_approved_is_nothing_to_release(founded: Database, settings: Settings) -> None:
    assert release.run_if_due(founded, settings, now()) is None


def test_what_was_approved_goes_out_once(founded: Database, settings: Settings) -> None:
    _approve_new_name(founded)
    outcome = release.run_if_due(founded, settings, now())
    assert outcome is not None
    assert (outcome.serial, outcome.added, outcome.removed) == (2, 1, 0)
    assert "cocochat.chat" in {line.name for line in verify(settings.feed_dir, _root(settings)).values.names}
    assert release.run_if_due(founded, settings, now()) is None
    with founded.read() as session:
        newest = select(Proposal.state, Proposal.published_in).order_by(col(Proposal.id).desc())
        assert session.exec(newest).first() == ("published", 2)


def test_what_waits_for_a_second_person_does_not_go_out(founded: Database, settings: Settings) -> None:
    with founded.write() as session:
        propose(session, EVIDENCE, NEW_NAME)
    assert release.run_if_due(founded, settings, now()) is None
    assert not release.run(founded, settings, now()).changed


def test_a_preview_records_nothing(founded: Database, settings: Settings) -> None:
    _approve_new_name(founded)
    assert release.preview(founded, settings, now()).outcome.serial == 2
    assert verify(settings.feed_dir, _root(settings)).serial == 1
    with founded.read() as session:
        assert session.exec(select(Release.serial)).all() == [1]


def test_a_release_that_was_out_before_its_record_is_recorded_by_the_next_run(
    founded: Database, settings: Settings
) -> None:
    _approve_new_name(founded)
    with founded.write() as session:
        release.put_out(session, planning.of_today(session, settings, now()), settings)  # and the process dies here
    assert verify(settings.feed_dir, _root(settings)).serial == 2
    outcome = release.run_if_due(founded, settings, now())
    assert outcome is not None
    assert (outcome.serial, outcome.changed) == (2, False)
    with founded.read() as session:
        assert session.exec(select(Release.serial).order_by(col(Release.serial))).all() == [1, 2]


def test_the_timestamp_is_signed_anew_when_it_is_six_hours_old(founded: Database, settings: Settings) -> None:
    later = now() + timedelta(hours=7)
    assert timestamp.run_if_due(founded, settings, later)
    assert not timestamp.run_if_due(founded, settings, later)
    with time_machine.travel(later):
        verified = verify(settings.feed_dir, _root(settings))
    assert verified.serial == 1
    assert verified.expires > later + timedelta(hours=71)


def test_nothing_out_is_nothing_to_sign(founded: Database, settings: Settings) -> None:
    (settings.feed_dir / "timestamp.json").unlink()
    assert not timestamp.run_if_due(founded, settings, now())

"""Releases that wait for a second sign-off, and going back to an earlier one."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from api.database import Database
from api.jobs import release
from api.jobs.release import NothingToSignOff
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.tables import Release
from feeds.release.verifying import verify
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.tables import JournalEntry
from tests.api.moments import now
from tests.outbox.post import mails, wants_mail
from tests.review.proposing import EVIDENCE, approve, propose, someone
from tests.statements import counted


def _names_out(settings: Settings) -> set[str]:
    root = FeedFolder(settings.feed_dir).read("1.root.json")
    return {line.name for line in verify(settings.feed_dir, root).values.names}


def _approve_names(database: Database, count: int, prefix: str = "cocochat") -> None:
    source = f"paper-{prefix}"
    name = {"op": "add_name", "site": "coco", "status": "active", "evidence": [source]}
    rows = [{**name, "name": f"{prefix}{number}.chat"} for number in range(count)]
    with database.write() as session:
        approve(session, propose(session, {**EVIDENCE, "key": source}, *rows))


def _sign_off(database: Database, settings: Settings, handle: str, reason: str = "I counted them.") -> None:
    with database.write() as session:
        release.sign_off(session, settings, someone(session, handle), reason, now())


def test_a_release_that_changes_too_much_waits_and_says_why(founded: Database, settings: Settings) -> None:
    _approve_names(founded, 6)
    with founded.write() as session:
        wants_mail(session, "mary")
    assert release.run_if_due(founded, settings, now()) is None
    held = release.run(founded, settings, now())
    assert "adds 6 and removes 0 of 27 lines" in held.held
    assert "cocochat0.chat" not in _names_out(settings)
    assert release.preview(founded, settings, now()).outcome.held == held.held
    ((_, told),) = mails(founded)
    assert told == f"release {held.serial}"


def _reads_the_registry(database: Database, settings: Settings, at: datetime) -> bool:
    """Whether the schedule looks at the names to see what would go out."""
    with counted() as statements:
        assert release.run_if_due(database, settings, at) is None
    return any("FROM name" in statement for statement in statements)


def test_what_is_held_is_planned_once_until_something_is_decided(founded: Database, settings: Settings) -> None:
    at = now()
    _approve_names(founded, 6)
    assert [_reads_the_registry(founded, settings, at) for _ in range(3)] == [True, False, False]
    _approve_names(founded, 6, prefix="another")
    assert [_reads_the_registry(founded, settings, at) for _ in range(2)] == [True, False]
    _sign_off(founded, settings, "mary")
    assert release.run_if_due(founded, settings, at) is not None
    assert "another0.chat" in _names_out(settings)


def test_what_is_held_is_planned_anew_the_next_day_and_by_other_limits(founded: Database, settings: Settings) -> None:
    at = now()
    _approve_names(founded, 6)
    assert _reads_the_registry(founded, settings, at)
    assert _reads_the_registry(founded, settings, at + timedelta(days=1))
    wider = settings.model_copy(update={"hold_percent": 50, "hold_names": 50})
    assert release.run_if_due(founded, wider, at + timedelta(days=1)) is not None


def test_a_second_person_lets_it_out(founded: Database, settings: Settings) -> None:
    _approve_names(founded, 6)
    _sign_off(founded, settings, "mary")
    outcome = release.run_if_due(founded, settings, now())
    assert outcome is not None
    assert "cocochat0.chat" in _names_out(settings)
    with founded.read() as session:
        assert ("mary", "sign_off") in session.exec(select(JournalEntry.actor, JournalEntry.action)).all()


def test_whoever_approved_a_part_of_it_cannot_sign_it_off(founded: Database, settings: Settings) -> None:
    _approve_names(founded, 6)
    with pytest.raises(NotAllowed, match="grace approved a part"):
        _sign_off(founded, settings, "grace")
    assert release.run_if_due(founded, settings, now()) is None


def test_a_sign_off_is_for_these_names_and_no_others(founded: Database, settings: Settings) -> None:
    _approve_names(founded, 6)
    _sign_off(founded, settings, "mary")
    _approve_names(founded, 6, prefix="another")
    assert release.run_if_due(founded, settings, now()) is None
    assert "adds 12" in release.run(founded, settings, now()).held


def test_nothing_held_is_nothing_to_sign_off(founded: Database, settings: Settings) -> None:
    with pytest.raises(NothingToSignOff):
        _sign_off(founded, settings, "mary")


@pytest.mark.parametrize("reason", ["", "  "])
def test_signing_off_and_rolling_back_need_a_reason(founded: Database, settings: Settings, reason: str) -> None:
    _approve_names(founded, 6)
    with pytest.raises(NeedsReason):
        _sign_off(founded, settings, "mary", reason)
    with founded.write() as session:
        mary = someone(session, "mary")
    with pytest.raises(NeedsReason):
        release.roll_back(founded, settings, 1, mary, reason, now())


def test_going_back_publishes_the_earlier_content_under_a_new_serial(founded: Database, settings: Settings) -> None:
    before = _names_out(settings)
    _approve_names(founded, 1)
    release.run(founded, settings, now())
    with founded.write() as session:
        mary = someone(session, "mary")
    outcome = release.roll_back(founded, settings, 1, mary, "The name was wrong.", now())
    assert (outcome.serial, outcome.removed) == (3, 1)
    assert _names_out(settings) == before
    with founded.read() as session:
        assert session.get_one(Release, 3).rolled_back_to == 1
        entry = session.exec(select(JournalEntry).where(JournalEntry.action == "roll_back")).one()
        assert (entry.actor, entry.body["reason"]) == ("mary", "The name was wrong.")


def test_after_going_back_nothing_goes_out_by_itself(founded: Database, settings: Settings) -> None:
    _approve_names(founded, 1)
    release.run(founded, settings, now())
    with founded.write() as session:
        mary = someone(session, "mary")
    release.roll_back(founded, settings, 1, mary, "The name was wrong.", now())
    _approve_names(founded, 1, prefix="fine")
    assert release.run_if_due(founded, settings, now()) is None
    _sign_off(founded, settings, "mary", "It is right after all.")
    assert release.run_if_due(founded, settings, now()) is not None
    assert {"cocochat0.chat", "fine0.chat"} <= _names_out(settings)

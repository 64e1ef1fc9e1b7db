"""Curators hear of what has a clock, and once a day of sources that changed; strangers' words stay out of mail."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from api.database import Database
from api.outbox import choosing, notices
from api.outbox.kinds import CHOSEN
from feeds.registry.tables import Evidence
from feeds.review.disputes.states import Act
from feeds.review.evidence.tables import EvidenceCheck
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH, Desk
from tests.disputes.disputing import REPLY, act, opened
from tests.outbox.post import mails, wants_mail
from tests.review.proposing import LIST_COCO, approve, propose

DAY = timedelta(days=1)


@pytest.fixture
def coco(desk: Desk) -> Database:
    """Coco is listed, and one curator wants all mail."""
    with desk.database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        choosing.choose(session, wants_mail(session, "mary"), CHOSEN)
    return desk.database


def test_a_new_dispute_is_told_without_its_words(coco: Database, desk: Desk) -> None:
    answer = desk.browser().post("/api/v1/disputes", json=REPLY)
    assert answer.status_code == 201
    (mail,) = mails(coco).values()
    assert mail.kind == "dispute_opened"
    assert mail.facts.keys() == {"number", "name", "due"}


@ON_BOTH
def test_a_dispute_without_an_answer_is_told_of_a_day_before_its_clock_runs_out(coco: Database) -> None:
    with coco.write() as session:
        answered, waiting = opened(session), opened(session)
        act(session, answered, Act.ANSWER)
        assert notices.write(session, NOON + 2 * DAY - timedelta(seconds=1)) == 0
        assert notices.write(session, NOON + 2 * DAY) == 1
        assert notices.write(session, NOON + 3 * DAY) == 0
        number = waiting.id
    (mail,) = mails(coco).values()
    assert (mail.kind, mail.key) == ("dispute_due", f"dispute {number}")
    assert mail.facts["due"] == "2026-11-24 12:00 UTC"


@ON_BOTH
def test_sources_that_changed_are_told_of_once_a_day_together(coco: Database) -> None:
    morning = NOON.replace(hour=6)

    def written(at: datetime) -> int:
        with coco.write() as session:
            return notices.write(session, at)

    assert written(morning) == 0
    _changes(coco, "paper-1", morning + timedelta(hours=3))
    assert written(morning + timedelta(hours=4)) == 1  # the first ever: what was found in the last week
    _changes(coco, "paper-1", morning + timedelta(hours=5))
    assert written(morning + timedelta(hours=6)) == 0
    assert written(morning + DAY - timedelta(seconds=1)) == 0
    assert written(morning + DAY) == 1
    assert written(morning + 2 * DAY) == 0
    sources = [mail.facts["sources"] for mail in mails(coco).values()]
    assert sources == [["A newspaper: What happened (changed)"]] * 2


def _changes(database: Database, key: str, at: datetime) -> None:
    with database.write() as session:
        number = session.exec(select(Evidence.id).where(Evidence.key == key)).one()
        session.merge(EvidenceCheck(evidence_id=number, due_at=at, outcome="changed", since=at))

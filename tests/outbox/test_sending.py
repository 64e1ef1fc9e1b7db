"""Mail is written with what it tells, and sent once, as far as SMTP allows; what does not go is tried again."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlmodel import select

from api.database import Database
from api.jobs import outbox as job
from api.outbox import addresses, pace, queue, sending
from api.outbox.kinds import MailKind
from api.outbox.tables import Mail
from api.outbox.telling import tell
from api.settings import Settings
from feeds.review import people
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH
from tests.outbox.post import Office, free_port, mails, office, settings_for, wants_mail

HELD = {"serial": 7, "added": 900, "removed": 3}


@pytest.fixture
def settings(post: Office, database_url: str, tmp_path: Path) -> Settings:
    """Settings that hand mail to the office."""
    return settings_for(post.port, tmp_path, database_url)


@pytest.fixture
def told(database_url: str) -> Iterator[Database]:
    """A database in which two of three curators want mail, and were told of a held release."""
    database = Database(database_url)
    with database.write() as session:
        wants_mail(session, "ada", "fr")
        wants_mail(session, "grace")
        people.add(session, "mary")
        assert tell(session, MailKind.RELEASE_HELD, "release 7", HELD, NOON) == 2
    yield database
    database.close()


def test_who_asked_is_told_once_in_their_language(told: Database, settings: Settings, post: Office) -> None:
    assert job.run(told, settings, NOON).sent == 2
    with told.write() as session:
        assert tell(session, MailKind.RELEASE_HELD, "release 7", HELD, NOON) == 0
    assert not job.run(told, settings, NOON)
    french, english = sorted(post.arrived, key=lambda mail: str(mail["To"]))
    assert french["Subject"] == "La version 7 est retenue"
    assert english["Subject"] == "Release 7 is held"
    assert "https://vigie.test/desk/releases" in english.get_content()
    assert "900" in french.get_content()


def test_a_mail_says_that_a_machine_wrote_it_and_who_it_is_from(
    told: Database, settings: Settings, post: Office
) -> None:
    job.run(told, settings, NOON)
    mail = post.arrived[0]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "vigie@example.org"
    assert mail["Message-ID"].endswith("@vigie.test>")
    assert mail.get_content_type() == "text/plain"
    assert len({str(each["Message-ID"]) for each in post.arrived}) == 2


def test_what_is_rolled_back_is_not_told(told: Database) -> None:
    with told.read() as session:  # commits nothing
        assert tell(session, MailKind.RELEASE_HELD, "release 8", HELD, NOON) == 2
    assert {key for _, key in mails(told)} == {"release 7"}


def test_what_a_mail_said_is_forgotten_once_it_went(told: Database, settings: Settings) -> None:
    job.run(told, settings, NOON)
    assert [mail.facts for mail in mails(told).values()] == [{}, {}]
    job.run(told, settings, NOON + queue.KEPT + timedelta(seconds=1))
    assert mails(told) == {}


def test_a_server_that_is_down_is_tried_again_ever_later_and_the_mail_given_up_is_seen(
    told: Database, database_url: str, tmp_path: Path
) -> None:
    nowhere, tries = settings_for(free_port(), tmp_path, database_url), [NOON]
    with told.write() as session:
        addresses.forget(session, people.get(session, "grace"))
    for _ in range(pace.ATTEMPTS):
        assert sending.send_due(told, nowhere, tries[-1]).failed == 1
        (mail,) = mails(told).values()
        tries.append(mail.due_at)
    waits = [later - sooner for sooner, later in pairwise(tries[:-1])]
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert max(waits) == pace.LONGEST
    at = mail.due_at + timedelta(days=9)
    assert not sending.send_due(told, nowhere, at)
    with told.read() as session:
        assert queue.counts(session) == (0, 1)
        ((lost, handle),) = queue.given_up(session, most=5)
    assert handle == "ada"
    assert "cannot be used" in (lost.problem or "")
    with told.write() as session:
        queue.try_again(session, at)
    with office() as opened:
        assert sending.send_due(told, settings_for(opened.port, tmp_path, database_url), at).sent == 1


def test_a_refused_recipient_holds_up_nobody_else(told: Database, settings: Settings, post: Office) -> None:
    post.refused["ada@example.org"] = "550 5.1.1 <ada@example.org>: no such user here"
    outcome = job.run(told, settings, NOON)
    assert (outcome.sent, outcome.failed) == (1, 1)
    assert post.to() == ["grace@example.org"]
    with told.read() as session:
        ((lost, _),) = queue.given_up(session, most=5)
    assert lost.problem == "The server refuses the recipient: 550 5.1.1 <…>: no such user here"


def test_a_recipient_refused_for_now_is_tried_again(told: Database, settings: Settings, post: Office) -> None:
    post.refused["ada@example.org"] = "450 4.2.0 greylisted, come back in a minute"
    assert job.run(told, settings, NOON).failed == 1
    post.refused.clear()
    assert job.run(told, settings, NOON + pace.FIRST).sent == 1
    assert sorted(post.to()) == ["ada@example.org", "grace@example.org"]


@ON_BOTH
def test_two_workers_never_send_one_mail(told: Database) -> None:
    claimed = []
    for worker in ("one", "other", "third"):
        with told.write() as session:
            claimed.append(queue.claim(session, worker, NOON))
    assert [each.address if each else None for each in claimed] == ["ada@example.org", "grace@example.org", None]


@ON_BOTH
def test_a_worker_that_was_too_slow_notes_nothing_and_the_mail_goes_again_as_the_same(told: Database) -> None:
    with told.write() as session:
        slow = queue.claim(session, "slow", NOON)
    with told.write() as session:
        other = queue.claim(session, "other", NOON + queue.LEASE)
    assert slow
    assert other
    assert (slow.id, slow.written_at) == (other.id, other.written_at)  # of which the Message-ID is made
    with told.write() as session:
        assert not queue.sent(session, slow, NOON)
        assert queue.sent(session, other, NOON)


def test_a_claim_of_a_clock_that_was_wrong_holds_nothing_up(told: Database) -> None:
    with told.write() as session:
        session.exec(select(Mail)).first()
        assert queue.claim(session, "hasty", NOON + timedelta(days=4000))
    with told.write() as session:
        assert queue.claim(session, "other", NOON)


def test_without_a_server_mail_waits(told: Database, database_url: str, tmp_path: Path) -> None:
    assert not job.run(told, Settings(data_dir=tmp_path, database_url=database_url), NOON)
    with told.read() as session:
        assert queue.counts(session) == (2, 0)


def test_clocks_that_differ_a_little_do_not_part_a_mail_from_its_worker(told: Database) -> None:
    with told.write() as session:
        addresses.forget(session, people.get(session, "grace"))
        assert queue.claim(session, "a minute ahead", NOON + timedelta(minutes=1))
    with told.write() as session:
        assert queue.claim(session, "on time", NOON) is None

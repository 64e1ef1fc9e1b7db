"""Mail goes to whom asked for it, at an address that is theirs; the address is in no Journal, no log, no other page."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from api.database import Database
from api.desk import leaving
from api.jobs import outbox as job
from api.outbox import addresses, pace, queue
from api.outbox.addresses import BadAddress, LinkUsedUp, TooSoon, read_address
from api.outbox.kinds import MailKind
from api.outbox.telling import tell
from feeds.review import people
from feeds.review.roles import Role
from tests.conftest import NOON
from tests.desk.curators import HTML, Desk
from tests.outbox.post import Office, link_in, mails, settings_for, wants_mail

ADDRESS = "grace.hopper@example.org"


def test_an_address_is_confirmed_by_the_link_that_was_sent_there_and_then_gets_mail(desk: Desk, post: Office) -> None:
    settings = settings_for(post.port, desk.settings.data_dir, desk.settings.database)
    grace = desk.comes("grace", Role.EDITOR)
    assert grace.post("/desk/mail", address=ADDRESS, language="fr").status_code == 303
    with desk.database.write() as session:
        assert tell(session, MailKind.RELEASE_HELD, "release 7", {"serial": 7}, NOON) == 0
    assert job.run(desk.database, settings, datetime.now(UTC)).sent == 1
    (asked,) = post.arrived
    assert asked["Subject"] == "Cette adresse est-elle la vôtre\u202f?"
    link = link_in(asked)
    other = desk.comes("mary", Role.READER)
    assert other.post(link).status_code == 409
    opened = grace.browser.get(link, headers=HTML)
    assert "Yes, send my mail here" in opened.text
    assert "waits for you" in grace.browser.get("/desk/mail").text  # opening alone does nothing: programs open links
    assert grace.post(link).status_code == 303
    assert "confirmed" in grace.browser.get("/desk/mail").text
    assert grace.post(link).status_code == 409
    with desk.database.write() as session:
        assert tell(session, MailKind.RELEASE_HELD, "release 7", {"serial": 7}, NOON) == 1
    assert ADDRESS not in other.browser.get("/desk/mail").text


def test_an_address_is_in_no_journal_no_log_and_no_waiting_mail(
    desk: Desk, post: Office, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    post.refused[ADDRESS] = f"550 <{ADDRESS}> is nobody here"
    grace = desk.comes("grace", Role.ADMIN)
    grace.post("/desk/mail", address=ADDRESS, language="en")
    job.run(desk.database, settings_for(post.port, desk.settings.data_dir, desk.settings.database), datetime.now(UTC))
    with desk.database.read() as session:
        for table in ("journal", "mail"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            assert rows
            assert ADDRESS not in str(rows)
    ours = (record.getMessage() for record in caplog.records if record.name != "mail.log")  # the office's own log
    said = "\n".join([*ours, *capsys.readouterr()])
    assert "is nobody here" in said
    assert ADDRESS not in said


def test_an_admin_sees_what_did_not_go_and_lets_it_be_tried_again(desk: Desk) -> None:
    ada, now = desk.comes("ada", Role.ADMIN), datetime.now(UTC)
    with desk.database.write() as session:
        wants_mail(session, "grace")
        tell(session, MailKind.TEST, "1", {}, NOON)
        claimed = queue.claim(session, "one", now)
        assert claimed
        queue.failed(session, claimed, now, "The server refuses the recipient: 550", for_good=True)
    page = ada.browser.get("/desk/mail").text
    assert "refuses the recipient: 550" in page
    assert "grace@example.org" not in page
    assert ada.post("/desk/mail/lost", act="again").status_code == 303
    with desk.database.read() as session:
        assert queue.counts(session) == (1, 0)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "grace",
        "grace@",
        "@example.org",
        "a b@example.org",
        "grace@example.org, mary@example.org",
        "Grace <grace@example.org>",
        "grace@example.org\r\nBcc: mary@example.org",
        "grace@exa_mple@example",
        "grace@com",
        "grace@127.0.0.1",
        "gräce@example.org",
        "..@example.org",
        "x" * 65 + "@example.org",
        "grace@" + "x" * 300 + ".org",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress):
        read_address(typed)


def test_a_domain_in_any_script_is_taken_as_mail_servers_know_it() -> None:
    assert read_address(" Grace+vigie@École.example.FR ") == "Grace+vigie@xn--cole-9oa.example.fr"


def test_nobodys_box_is_filled_by_asking_again_and_again(desk: Desk) -> None:
    with desk.database.write() as session:
        ada = people.add(session, "ada")
        addresses.give(session, ada, ADDRESS, "en", NOON)
    with desk.database.write() as session, pytest.raises(TooSoon):
        addresses.give(session, ada, "other@example.org", "en", NOON + timedelta(minutes=4))
    with desk.database.write() as session:
        addresses.give(session, ada, "other@example.org", "en", NOON + addresses.AGAIN_AFTER)
    (waiting,) = mails(desk.database).values()
    assert waiting.written_at == NOON + addresses.AGAIN_AFTER


def test_a_link_is_good_for_two_days_and_for_the_address_it_went_to(desk: Desk) -> None:
    with desk.database.write() as session:
        ada = people.add(session, "ada")
        addresses.give(session, ada, ADDRESS, "en", NOON)
    (first,) = (mail.facts["secret"] for mail in mails(desk.database).values())
    with desk.database.write() as session, pytest.raises(LinkUsedUp):
        addresses.confirm(session, ada, first, NOON + addresses.LINK_LIFETIME)
    with desk.database.write() as session:
        addresses.give(session, ada, "other@example.org", "en", NOON + pace.LONGEST)
    with desk.database.write() as session, pytest.raises(LinkUsedUp):
        addresses.confirm(session, ada, first, NOON + pace.LONGEST)


def test_who_stops_or_leaves_is_forgotten(desk: Desk) -> None:
    mary = desk.comes("mary", Role.READER)
    with desk.database.write() as session:
        wants_mail(session, "mary")
        grace = wants_mail(session, "grace")
        tell(session, MailKind.TEST, "1", {}, NOON)
        leaving.retire(session, grace, by=None, at=NOON)
    mary.post("/desk/mail/stop")
    assert mails(desk.database) == {}
    assert _known(desk.database) == 0


def _known(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(text("SELECT count(*) FROM mail_address")).scalar_one())

"""Each curator gets mail about what they chose: without a choice, about what has a clock."""

import pytest

from api.database import Database
from api.outbox import choosing, queue
from api.outbox.kinds import CHOSEN, HAS_A_CLOCK, MailKind
from api.outbox.telling import tell
from feeds.review import people
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH, Desk
from tests.outbox.post import mails, wants_mail


def _told(database: Database, kind: MailKind) -> int:
    with database.write() as session:
        return tell(session, kind, f"a {kind}", {"title": "Coco moved"}, NOON)


@ON_BOTH
def test_who_chose_nothing_is_told_of_what_has_a_clock_and_no_more(desk: Desk) -> None:
    with desk.database.write() as session:
        wants_mail(session, "ada")
    assert {kind for kind in CHOSEN if _told(desk.database, kind)} == set(HAS_A_CLOCK)
    assert _told(desk.database, MailKind.TEST) == 1


@ON_BOTH
def test_each_gets_what_they_chose_whatever_others_did(desk: Desk) -> None:
    with desk.database.write() as session:
        ada, grace = wants_mail(session, "ada"), wants_mail(session, "grace")
        choosing.choose(session, ada, [MailKind.FINDING])
        choosing.choose(session, grace, [MailKind.RELEASE_HELD, MailKind.SOURCES])
        assert choosing.wanted(session, ada) == {MailKind.FINDING}
    for kind in CHOSEN:
        _told(desk.database, kind)
    told = sorted((person, mail.kind) for (person, _), mail in mails(desk.database).items())
    assert told == [(ada.id, "finding"), (grace.id, "release_held"), (grace.id, "sources")]


def test_what_waits_does_not_go_once_it_is_not_wanted_and_what_went_stays_told(desk: Desk) -> None:
    with desk.database.write() as session:
        ada = wants_mail(session, "ada")
        for key in ("release 7", "release 8"):
            tell(session, MailKind.RELEASE_HELD, key, {}, NOON)
    with desk.database.write() as session:
        first = queue.claim(session, "a worker", NOON)
        assert first
        queue.sent(session, first, NOON)
        choosing.choose(session, ada, [])
    assert [key for _, key in mails(desk.database)] == ["release 7"]


def test_the_page_asks_for_each_kind_in_words_and_keeps_the_choice(desk: Desk) -> None:
    mary = desk.comes("mary")
    text = mary.browser.get("/desk/mail").text
    boxes = [line for line in text.splitlines() if 'name="kinds"' in line]
    assert [kind for kind in CHOSEN if any(f'value="{kind}" checked' in line for line in boxes)] == list(HAS_A_CLOCK)
    assert "a listed site that moved, as the Watch saw it" in text
    chosen = mary.post("/desk/mail/kinds", kinds=["finding", "sources"])
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/desk/mail#kinds")
    with desk.database.read() as session:
        person = people.get(session, "mary")
        assert choosing.wanted(session, person) == {MailKind.FINDING, MailKind.SOURCES}
    assert mary.post("/desk/mail/kinds").status_code == 303
    with desk.database.read() as session:
        assert choosing.wanted(session, person) == frozenset()


@pytest.mark.parametrize("kinds", ["gossip", ""])
def test_a_kind_that_there_is_not_is_refused(desk: Desk, kinds: str) -> None:
    assert desk.comes("mary").post("/desk/mail/kinds", kinds=kinds).status_code == 422

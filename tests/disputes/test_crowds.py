"""Thousands of disputes shut nobody out: they are read together, and whoever shows control stands alone."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import AnyHttpUrl, SecretStr
from sqlmodel import Session, select

from api.database import Database
from api.outbox import notices
from api.outbox.tables import Mail
from api.settings import Settings
from feeds.review.disputes import crowds
from feeds.review.disputes.crowds import MANY, Crowd, Voice
from feeds.review.disputes.reading import Waiting
from feeds.review.disputes.states import Act
from feeds.review.disputes.tables import Dispute
from feeds.review.four_eyes import NotAllowed
from feeds.review.people import add, get
from feeds.review.roles import Role
from tests.conftest import NOON
from tests.desk.authenticator import ORIGIN
from tests.desk.curators import Desk
from tests.disputes.disputing import CORRECTION, ON_BOTH, REMOVAL, REPLY, act, opened, proved
from tests.fetching.conftest import street as street  # noqa: PLC0414 (a fixture of theirs)
from tests.fetching.street import Street
from tests.outbox.post import wants_mail

DAY = timedelta(days=1)
SPAM = REMOVAL | {"words": "Delete this now.", "address": None}
FLOOD = 1_000
THROUGH_THE_DOOR = 210  # the others are opened behind it, which is quicker
TWO_LINES = re.compile(r'href="(/desk/disputes/[^"#?]+)"')


@pytest.fixture
def desk(coco: Database, street: Street, tmp_path: Path) -> Desk:
    """The Desk of an installation where Coco is listed, on a street whose DNS a test fills."""
    with coco.read() as session:
        url = SecretStr(str(session.get_bind().engine.url))
    web: dict[str, Any] = {"resolver": street.resolver, "egress": street.egress}
    return Desk(Settings(data_dir=tmp_path, database_url=url, public_url=AnyHttpUrl(f"{ORIGIN}/"), **web), coco)


def _crowd(session: Session, count: int = MANY + 1, asked: dict[str, Any] = SPAM) -> list[Dispute]:
    return [opened(session, asked, NOON + timedelta(seconds=number)) for number in range(count)]


def test_after_a_thousand_from_a_thousand_networks_whoever_controls_the_site_gets_through(
    desk: Desk, street: Street
) -> None:
    with desk.database.write() as session:
        wants_mail(session, "mary")
    outside = desk.browser()
    for number in range(THROUGH_THE_DOOR):
        sender = {"x-forwarded-for": f"11.{number // 250}.{number % 250}.7"}
        assert outside.post("/api/v1/disputes", json=SPAM, headers=sender).status_code == 201
    with desk.database.write() as session:
        _crowd(session, FLOOD - THROUGH_THE_DOOR)
    owner = desk.browser()
    owner.headers["sec-fetch-site"] = "same-origin"
    page = owner.post("/dispute", data=REPLY).headers["location"]
    (text,) = re.findall(r"<code>(vigie-proof=[0-9a-f]{32})</code>", owner.get(page).text)
    street.names.says("_vigie.coco.gg", [f'"{text}"'], kind="TXT")
    assert "Found. Thank you." in owner.post(page, data={"act": "prove"}).text
    grace = desk.comes("grace").browser
    shown = grace.get("/desk/disputes").text
    assert TWO_LINES.findall(shown) == [f"/desk/disputes/{FLOOD + 1}", "/desk/disputes/about/coco.gg"]
    assert f"{FLOOD} wait" in shown
    assert "Control shown" in shown
    with desk.database.read() as session:
        told = [(mail.kind, mail.key) for mail in session.exec(select(Mail).order_by(Mail.id))]  # type: ignore[arg-type]
    assert [kind for kind, _ in told].count("dispute_opened") == 20 + 1
    assert {kind for kind, _ in told} == {"dispute_opened", "disputes_many"}
    assert told[-1] == ("dispute_opened", f"dispute {FLOOD + 1}")


@ON_BOTH
def test_up_to_ten_about_one_name_stand_alone_and_one_more_makes_a_crowd(coco: Database) -> None:
    with coco.write() as session:
        few = _crowd(session, MANY)
        assert crowds.crowds(session, most=9) == []
        assert list(crowds.alone(session, most=99)) == few
        last = opened(session, SPAM)
        assert crowds.crowds(session, most=9) == [Crowd("coco.gg", MANY + 1, NOON)]
        assert list(crowds.alone(session, most=99)) == []
        act(session, last, Act.REFUSE)
        assert list(crowds.alone(session, most=99)) == few


@ON_BOTH
def test_who_showed_control_or_asks_about_another_name_stands_outside_of_the_crowd(coco: Database) -> None:
    with coco.write() as session:
        _crowd(session)
        owner, other = proved(session, at=NOON + DAY), opened(session, CORRECTION | {"name": "coco.fr"})
        assert list(crowds.alone(session, most=9)) == [owner, other]
        assert list(crowds.alone(session, most=9, offset=1)) == [other]
        assert crowds.waiting(session, NOON + DAY) == Waiting(count=3, overdue=0)
        assert crowds.waiting(session, NOON + 9 * DAY) == Waiting(count=3, overdue=3)


@ON_BOTH
def test_a_crowd_says_first_what_few_say_and_once_what_many_say(coco: Database) -> None:
    with coco.write() as session:
        first, *_ = _crowd(session)
        honest = opened(session, CORRECTION)
        assert crowds.voices(session, "coco.gg", most=9) == [
            Voice(honest.id, 1, CORRECTION["words"], "en"),
            Voice(first.id, MANY + 1, SPAM["words"], "en"),
        ]
        assert [voice.number for voice in crowds.voices(session, "coco.gg", most=9, offset=1)] == [first.id]
        assert crowds.voices(session, "coco.fr", most=9) == []


@ON_BOTH
def test_those_that_say_the_same_are_refused_at_once_and_the_one_that_does_not_stays(coco: Database) -> None:
    with coco.write() as session:
        grace = get(session, "grace")
        first, *_ = _crowd(session)
        honest, owner = opened(session, CORRECTION), proved(session, SPAM)
        done = crowds.answer(session, "coco.gg", Act.REFUSE, like=first.id, by=grace, text="It is so.", at=NOON)
        assert done == MANY + 1
        assert list(crowds.alone(session, most=9)) == [owner, honest]


def test_an_answer_to_all_stops_every_clock_once_and_an_editor_refuses_nobody(coco: Database) -> None:
    with coco.write() as session:
        eddie = add(session, "eddie", role=Role.EDITOR)
        _crowd(session)
        with pytest.raises(NotAllowed):
            crowds.answer(session, "coco.gg", Act.REFUSE, by=eddie, text="No.", at=NOON)
        answered = [crowds.answer(session, "coco.gg", Act.ANSWER, by=eddie, text="We look.", at=NOON) for _ in "ab"]
        assert answered == [MANY + 1, 0]
        (crowd,) = crowds.crowds(session, most=9)
        assert (crowd.count, crowd.clock) == (MANY + 1, None)
        assert crowds.waiting(session, NOON + 9 * DAY).overdue == 0


def test_not_more_than_five_hundred_are_answered_at_once(coco: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "AT_ONCE", 4)
    with coco.write() as session:
        grace = get(session, "grace")
        _crowd(session)
        done = [crowds.answer(session, "coco.gg", Act.REFUSE, by=grace, text="No.", at=NOON) for _ in "abcd"]
    assert done == [4, 4, 3, 0]


@ON_BOTH
def test_a_crowd_whose_clock_runs_out_is_told_of_once_and_who_showed_control_as_ever(coco: Database) -> None:
    with coco.write() as session:
        wants_mail(session, "mary")
        first, *_ = _crowd(session)
        owner = proved(session)
        assert notices.write(session, NOON + 2 * DAY + timedelta(minutes=1)) == 2
        keys = set(session.exec(select(Mail.key)))
    assert keys == {f"dispute {first.id}", f"dispute {owner.id}"}


def test_a_crowd_is_answered_on_its_page(desk: Desk) -> None:
    with desk.database.write() as session:
        first, *_ = _crowd(session)
        number, honest = first.id, opened(session, CORRECTION | {"words": "<b>The year</b> is wrong."}).id
    page, grace = "/desk/disputes/about/coco.gg", desk.comes("grace")
    shown = grace.browser.get(page).text
    assert re.findall(r'name="like" value="(\w+)"', shown) == [str(honest), str(number), "all"]
    assert f"{MANY + 1} say:" in shown
    assert "&lt;b&gt;The year" in shown
    refused = grace.post(page, act="refuse", like=str(number), text=" ")
    assert (refused.status_code, "An answer needs words" in refused.text) == (422, True)
    assert grace.post(page, act="refuse", like=str(number), text="It is as the court says.").status_code == 303
    assert re.findall(r'name="like" value="(\w+)"', grace.browser.get(page).text) == [str(honest), "all"]
    assert grace.post(page, act="answer", like="all", text="Which year?").status_code == 303
    with desk.database.read() as session:
        assert session.get_one(Dispute, honest).state == "answered"
    assert desk.comes("eddie", Role.EDITOR).post(page, act="refuse", like="all", text="No.").status_code == 403


@pytest.mark.parametrize("form", [{"like": "x"}, {"like": "0"}, {"act": "uphold"}, {"text": "a\x00b"}])
def test_a_form_about_a_crowd_that_cannot_be_used_is_refused(desk: Desk, form: dict[str, str]) -> None:
    sent = {"act": "answer", "like": "all", "text": "Hello."} | form
    assert desk.comes("grace").post("/desk/disputes/about/coco.gg", **sent).status_code == 422

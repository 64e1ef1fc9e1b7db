"""The Desk: who gets in, and what they can decide there."""

import re
from datetime import timedelta

import pytest
import time_machine
from pydantic import AnyHttpUrl
from sqlmodel import select
from starlette.testclient import TestClient

from api.database import Database
from api.desk import signing_in
from api.desk.tables import DeskSession, SignInLink
from api.jobs import freshness, release
from api.settings import Settings
from feeds.registry.tables import Name
from feeds.review import people
from feeds.review.tables import Proposal, Review
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

HTML = {"accept": "text/html"}
HOSTILE = "<script>alert(1)</script>"


def _link(database: Database, settings: Settings, handle: str) -> str:
    with database.write() as session:
        person = people.find(session, handle) or people.add(session, handle)
        return signing_in.invite(session, person, settings, now()).partition("8000")[2]


def _sign_in(client: TestClient, link: str) -> None:
    assert client.get(link).status_code == 200
    answer = client.post(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")


@pytest.fixture
def proposal(founded: Database) -> int:
    """A Proposal by ada that adds a name to Coco; its source has a hostile title."""
    change = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}
    with founded.write() as session:
        return propose(session, {**EVIDENCE, "title": HOSTILE, "quote": "coco.gg est devenu cocochat.chat"}, change).id


@pytest.fixture
def grace(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which grace is signed in."""
    _sign_in(client, _link(founded, settings, "grace"))
    return client


def _token(client: TestClient, page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(page).text)
    assert found
    return found[1]


@pytest.mark.parametrize("page", ["/desk", "/desk/proposals/1"])
def test_nobody_reads_the_desk_without_signing_in(client: TestClient, page: str) -> None:
    answer = client.get(page, headers=HTML)
    assert answer.status_code == 401
    assert "vigie people link" in answer.text


def test_a_link_signs_in_once(client: TestClient, founded: Database, settings: Settings) -> None:
    link = _link(founded, settings, "grace")
    _sign_in(client, link)
    assert "grace" in client.get("/desk").text
    assert client.post(link).status_code == 410


def test_looking_at_a_link_does_not_use_it_up(client: TestClient, founded: Database, settings: Settings) -> None:
    link = _link(founded, settings, "grace")
    for _ in range(3):
        client.get(link)
    _sign_in(client, link)


def test_a_new_link_ends_the_one_before(client: TestClient, founded: Database, settings: Settings) -> None:
    first, second = _link(founded, settings, "grace"), _link(founded, settings, "grace")
    assert client.post(first).status_code == 410
    _sign_in(client, second)


def test_a_link_holds_for_a_day(client: TestClient, founded: Database, settings: Settings) -> None:
    link = _link(founded, settings, "grace")
    with time_machine.travel(now() + timedelta(hours=25)):
        assert client.post(link).status_code == 410


def test_a_session_ends_after_twelve_hours(grace: TestClient) -> None:
    kept = {"cookie": f"vigie_desk={grace.cookies['vigie_desk']}"}  # as a browser would that does not forget it
    with time_machine.travel(now() + timedelta(hours=11)):
        assert grace.get("/desk", headers=kept).status_code == 200
    with time_machine.travel(now() + timedelta(hours=13)):
        assert grace.get("/desk", headers=kept).status_code == 401


def test_a_session_ends_at_sign_out_also_for_a_copied_cookie(grace: TestClient) -> None:
    kept = {"cookie": f"vigie_desk={grace.cookies['vigie_desk']}"}
    assert grace.post("/desk/sign-out", data={"token": _token(grace, "/desk")}).status_code == 303
    assert grace.get("/desk", headers=kept).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    cookie = client.post(_link(founded, settings, "grace")).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/desk" in cookie


def test_the_secrets_are_not_in_the_database(client: TestClient, founded: Database, settings: Settings) -> None:
    link = _link(founded, settings, "grace")
    _sign_in(client, link)
    secrets = {link.rpartition("/")[2], client.cookies["vigie_desk"]}
    with founded.read() as session:
        stored = {*session.exec(select(SignInLink.digest)), *session.exec(select(DeskSession.digest))}
    assert len(stored) == 2
    assert not secrets & stored


def test_a_second_person_approves_on_the_page(grace: TestClient, founded: Database, proposal: int) -> None:
    page = f"/desk/proposals/{proposal}"
    data = {"token": _token(grace, page), "version": "1", "verdict": "approve", "reason": "I read the article."}
    assert grace.post(page, data=data).status_code == 303
    with founded.read() as session:
        assert session.exec(select(Name).where(Name.hostname == "cocochat.chat")).one()
        assert session.exec(select(Review.reason).where(Review.proposal_id == proposal)).one() == "I read the article."


def test_a_rejection_changes_nothing_but_the_proposal(grace: TestClient, founded: Database, proposal: int) -> None:
    page = f"/desk/proposals/{proposal}"
    grace.post(page, data={"token": _token(grace, page), "version": "1", "verdict": "reject", "reason": "No source."})
    with founded.read() as session:
        assert session.get_one(Proposal, proposal).state == "rejected"
        assert session.exec(select(Name).where(Name.hostname == "cocochat.chat")).first() is None


def test_an_author_sees_why_they_cannot_decide_and_cannot(
    client: TestClient, founded: Database, settings: Settings, proposal: int
) -> None:
    _sign_in(client, _link(founded, settings, "ada"))
    page = f"/desk/proposals/{proposal}"
    shown = client.get(page)
    assert "Somebody else has to decide" in shown.text
    assert 'value="approve"' not in shown.text
    answer = client.post(
        page, data={"token": _token(client, page), "version": "1", "verdict": "approve", "reason": "Mine."}
    )
    assert answer.status_code == 403
    assert "ada wrote a part of this proposal" in answer.text


def test_a_decision_twice_is_said(grace: TestClient, proposal: int) -> None:
    page = f"/desk/proposals/{proposal}"
    data = {"token": _token(grace, page), "version": "1", "verdict": "approve", "reason": "Yes."}
    grace.post(page, data=data)
    again = grace.post(page, data=data)
    assert again.status_code == 409
    assert "cannot be approved" in again.text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "0" * 64}, 403),
        ({"token": ""}, 422),
        ({"verdict": "maybe"}, 422),
        ({"verdict": "publish"}, 422),
        ({"version": "2"}, 409),
        ({"reason": "  "}, 422),
        ({"reason": "x" * 5000}, 422),
    ],
)
def test_a_form_that_is_not_right_decides_nothing(
    grace: TestClient, founded: Database, proposal: int, change: dict[str, str], status: int
) -> None:
    page = f"/desk/proposals/{proposal}"
    data = {"token": _token(grace, page), "version": "1", "verdict": "approve", "reason": "Yes."} | change
    assert grace.post(page, data=data, headers=HTML).status_code == status
    with founded.read() as session:
        assert session.get_one(Proposal, proposal).state == "in_review"


def test_the_page_shows_the_change_and_its_quote_as_text(grace: TestClient, proposal: int) -> None:
    shown = grace.get(f"/desk/proposals/{proposal}").text
    assert "cocochat.chat" in shown
    assert "coco.gg est devenu cocochat.chat" in shown
    assert HOSTILE not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("number", ["999999", "0", "-1", "x"])
def test_a_proposal_that_does_not_exist_is_a_clear_answer(grace: TestClient, number: str) -> None:
    answer = grace.get(f"/desk/proposals/{number}")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_speaks_both_languages(grace: TestClient, proposal: int, language: str) -> None:
    said = {"en": ("Waiting for a decision", "Approve"), "fr": ("En attente de décision", "Approuver")}[language]
    assert said[0] in grace.get("/desk", headers={"accept-language": language}).text
    page = grace.get(f"/desk/proposals/{proposal}", params={"lang": language})
    assert said[1] in page.text
    assert f'<html lang="{language}">' in page.text


def test_every_page_forbids_scripts_from_elsewhere(grace: TestClient) -> None:
    for page in ("/", "/desk", "/nowhere"):
        policy = grace.get(page).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def _approve_six_names(database: Database) -> None:
    name = {"op": "add_name", "site": "coco", "status": "active", "evidence": ["paper-1"]}
    names = [{**name, "name": f"cocochat{number}.chat"} for number in range(6)]
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, *names), reviewer="mary")


def test_a_held_release_is_shown_and_signed_off_on_the_page(
    grace: TestClient, founded: Database, settings: Settings
) -> None:
    _approve_six_names(founded)
    assert "Release 2 is held" in grace.get("/desk").text
    data = {"token": _token(grace, "/desk"), "reason": "I counted them."}
    assert grace.post("/desk/releases/sign-off", data=data).status_code == 303
    assert "goes out within a minute" in grace.get("/desk").text
    assert release.run_if_due(founded, settings, now()) is not None


def test_whoever_approved_it_is_told_why_they_cannot_sign_it_off(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    _approve_six_names(founded)
    _sign_in(client, _link(founded, settings, "mary"))
    data = {"token": _token(client, "/desk"), "reason": "Mine."}
    answer = client.post("/desk/releases/sign-off", data=data)
    assert (answer.status_code, "mary approved a part" in answer.text) == (403, True)
    assert release.run_if_due(founded, settings, now()) is None


def test_a_feed_that_readers_cannot_verify_is_an_alert(
    grace: TestClient, founded: Database, settings: Settings
) -> None:
    nowhere = settings.model_copy(update={"public_url": AnyHttpUrl("http://127.0.0.1:9/")})
    freshness.run(founded, nowhere, now())
    assert "Families may be getting an old list" in grace.get("/desk").text

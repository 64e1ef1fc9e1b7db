"""Who may do what on the Desk, and who may change that."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import time_machine
from sqlmodel import col, select

from api.desk.tables import DeskSession, Passkey
from feeds.review import people
from feeds.review.roles import Role
from feeds.review.tables import Person
from tests.desk.curators import HTML, ON_BOTH, Curator, Desk

FORMS = (
    "people",
    "people/ada/retire",
    "people/ada/link",
    "people/ada/role",
    "passkeys/challenge",
    "passkeys/1/remove",
    "sessions/end",
    "tokens",
    "tokens/1/revoke",
)


def _role(desk: Desk, handle: str) -> str:
    with desk.database.read() as session:
        return people.get(session, handle).role


def _sessions(desk: Desk, handle: str) -> list[str]:
    """What the sessions of somebody that hold are known by, the newest last."""
    with desk.database.read() as session:
        theirs = select(DeskSession.digest).join(Person, col(Person.id) == DeskSession.person_id)
        theirs = theirs.where(Person.handle == handle, col(DeskSession.ended_at).is_(None))
        return list(session.exec(theirs.order_by(col(DeskSession.begun_at))))


@ON_BOTH
def test_an_admin_invites_and_the_link_lets_in_once(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    shown = ada.post("/desk/people", handle="grace", role="editor")
    link = re.search(r"https://vigie\.test(/desk/sign-in/[\w-]+)", shown.text)
    assert link
    grace = Curator("grace", desk.browser())
    assert grace.enrol(link[1]).status_code == 303
    assert _role(desk, "grace") == "editor"
    assert link[1] not in ada.browser.get("/desk/people").text
    assert desk.journal()[-2:] == [("ada", "invite", "person grace"), ("grace", "enrol", "person grace")]


def test_a_handle_that_cannot_be_is_said_and_adds_nobody(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    for handle in ("ada", "Ada", "a", "operator", "<b>", "x" * 41, "é"):
        answer = ada.post("/desk/people", handle=handle, role="editor")
        assert (answer.status_code, "<b>" in answer.text) == (422, False), handle
    with desk.database.read() as session:
        assert session.exec(select(Person.handle)).all() == ["ada"]


@ON_BOTH
def test_a_role_that_is_taken_ends_the_sessions_of_whoever_had_it(desk: Desk) -> None:
    ada, grace = desk.comes("ada", Role.ADMIN), desk.comes("grace", Role.REVIEWER)
    assert ada.post("/desk/people/grace/role", role="reader").status_code == 303
    assert _role(desk, "grace") == "reader"
    assert not grace.is_in()
    assert ada.is_in()
    assert grace.sign_in().status_code == 303
    assert desk.journal()[-1] == ("ada", "set_role", "person grace")


@ON_BOTH
def test_somebody_who_leaves_has_no_way_in_any_more_until_a_new_link(desk: Desk) -> None:
    ada, grace = desk.comes("ada", Role.ADMIN), desk.comes("grace", Role.ADMIN)
    shown = grace.post("/desk/tokens", name="Board", scope="read").text
    token = {"authorization": f"Bearer {re.findall(r'vigie_[-_0-9A-Za-z]{43}', shown)[0]}"}
    link = desk.invite("grace")
    assert desk.browser().get("/api/v1/proposals", headers=token).status_code == 200
    assert ada.post("/desk/people/grace/retire").status_code == 303
    assert not grace.is_in()
    assert grace.sign_in().status_code == 403
    assert grace.browser.get(link).status_code == 410
    assert desk.browser().get("/api/v1/proposals", headers=token).status_code == 401
    assert desk.journal()[-1] == ("ada", "retire", "person grace")
    assert Curator("grace", desk.browser()).enrol(desk.invite("grace")).status_code == 303
    assert _role(desk, "grace") == "reader"


def test_the_only_admin_does_not_leave(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    assert ada.post("/desk/people/ada/retire").status_code == 403
    assert ada.is_in()


def test_nobody_is_left_without_an_admin(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    answer = ada.post("/desk/people/ada/role", role="reviewer")
    assert (answer.status_code, "the only admin" in answer.text) == (403, True)
    desk.comes("grace", Role.ADMIN)
    assert ada.post("/desk/people/ada/role", role="reviewer").status_code == 303
    assert _role(desk, "ada") == "reviewer"


def test_a_role_that_does_not_exist_is_refused(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    desk.comes("grace")
    for role in ("owner", "", "ADMIN", "machine"):
        assert ada.post("/desk/people/grace/role", role=role).status_code == 422, role
    assert _role(desk, "grace") == "reviewer"


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.REVIEWER])
def test_nobody_but_an_admin_raises_anybody_also_not_themselves(desk: Desk, role: Role) -> None:
    eve = desk.comes("eve", role)
    assert eve.post("/desk/people/eve/role", role="admin").status_code == 403
    assert eve.post("/desk/people", handle="mallory", role="admin").status_code == 403
    assert eve.post("/desk/people/eve/link").status_code == 403
    assert _role(desk, "eve") == role
    assert desk.journal() == [("eve", "enrol", "person eve")]


def test_fields_that_no_form_has_change_nothing(desk: Desk) -> None:
    ada, eve = desk.comes("ada", Role.ADMIN), desk.comes("eve", Role.READER)
    more = {"role": "admin", "person_id": "1", "kind": "machine", "user_handle": "AAAA", "sign_count": "9"}
    eve.device = type(eve.device)()
    made = eve.device.create(eve.challenge("/desk/passkeys/challenge", token=eve.token, **more))
    assert eve.post("/desk/passkeys", answer=made, name="Phone", **more).status_code == 303
    assert ada.post("/desk/people", **{**more, "handle": "grace", "role": "reader", "id": "1"}).status_code == 200
    with desk.database.read() as session:
        assert session.exec(select(Person.handle, Person.role, Person.kind).order_by(col(Person.id))).all() == [
            ("ada", "admin", "person"),
            ("eve", "reader", "person"),
            ("grace", "reader", "person"),
        ]
        owners = select(Person.handle).join(Passkey, col(Passkey.person_id) == Person.id)
        assert sorted(session.exec(owners)) == ["ada", "eve", "eve"]


def test_somebody_sees_and_ends_their_own_sessions_and_nobody_elses(desk: Desk) -> None:
    ada, eve = desk.comes("ada"), desk.comes("eve")
    elsewhere = Curator("ada", desk.browser(), ada.device)
    elsewhere.sign_in()
    shown = ada.browser.get("/desk/people").text
    assert shown.count('name="session_digest"') == 2
    assert "This browser" in shown
    there = _sessions(desk, "ada")[1]
    assert eve.post("/desk/sessions/end", session_digest=there).status_code == 404
    assert elsewhere.is_in()
    assert ada.post("/desk/sessions/end", session_digest=there).status_code == 303
    assert (ada.is_in(), elsewhere.is_in()) == (True, False)


def test_an_admin_ends_anybodys_session_and_the_journal_says_so(desk: Desk) -> None:
    ada, grace = desk.comes("ada", Role.ADMIN), desk.comes("grace")
    assert ada.post("/desk/sessions/end", session_digest=_sessions(desk, "grace")[0]).status_code == 303
    assert not grace.is_in()
    assert desk.journal()[-1] == ("ada", "end_session", "person grace")


def test_nobody_removes_the_passkey_of_another_not_even_an_admin(desk: Desk) -> None:
    ada, grace = desk.comes("ada", Role.ADMIN), desk.comes("grace")
    desk.invite("grace")
    with desk.database.read() as session:
        owned = session.exec(select(Passkey.id).join(Person, col(Person.id) == Passkey.person_id)).all()
    assert ada.post(f"/desk/passkeys/{owned[1]}/remove").status_code == 404
    assert grace.is_in()


def test_a_session_that_somebody_planted_in_a_browser_is_not_the_one_that_begins(desk: Desk) -> None:
    ada = desk.comes("ada")
    eve = desk.comes("eve")
    planted = eve.browser.cookies["vigie_desk"]
    ada.post("/desk/sign-out")
    ada.browser.cookies.set("vigie_desk", planted, domain="vigie.test", path="/desk")
    begun = ada.sign_in().cookies["vigie_desk"]
    assert begun != planted
    assert "eve" in eve.browser.get("/desk/people").text


def test_a_session_says_when_it_was_last_seen(desk: Desk) -> None:
    ada = desk.comes("ada")
    begun = datetime.now(UTC)
    with time_machine.travel(begun + timedelta(hours=2), tick=False):
        cookie = {"cookie": f"vigie_desk={ada.browser.cookies['vigie_desk']}"}
        assert ada.browser.get("/desk/people", headers=cookie).status_code == 200
    with desk.database.read() as session:
        seen = session.exec(select(DeskSession.seen_at)).one()
    assert timedelta(hours=1, minutes=59) < seen - begun <= timedelta(hours=2)


def test_a_form_of_another_site_does_nothing(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    desk.invite("ada")
    ada.post("/desk/tokens", name="Board", scope="read")
    form = {"handle": "eve", "role": "admin", "name": "Board", "scope": "read"}
    form |= {"session_digest": _sessions(desk, "ada")[0]}
    for path, token in product(FORMS, ("0" * 64, "é", "")):
        answer = ada.browser.post(f"/desk/{path}", data={**form, "token": token}, headers=HTML)
        assert answer.status_code in (403, 422), (path, token)
    assert ada.is_in()
    assert [action for _, action, _ in desk.journal()] == ["enrol", "make_token"]


@ON_BOTH
def test_characters_that_no_line_has_are_refused_and_said(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    for path, form in {
        "people": {"handle": "a\0b", "role": "reader"},
        "people/a%00b/role": {"role": "reader"},
        "people/a%00b/link": {},
        "sessions/end": {"session_digest": "\0"},
        "tokens": {"name": "a\0b", "scope": "read"},
        "passkeys": {"name": "a\nb"},
    }.items():
        assert ada.post(f"/desk/{path}", **form).status_code == 422, path


def test_somebody_who_is_not_there_is_a_clear_answer(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    assert ada.post("/desk/people/nobody/role", role="reader").status_code == 404
    assert ada.post("/desk/people/nobody/link").status_code == 404


def test_what_a_passkey_is_called_is_shown_to_its_person_alone_and_as_text(desk: Desk) -> None:
    ada, grace = desk.comes("ada", Role.ADMIN), Curator("grace", desk.browser())
    grace.enrol(desk.invite("grace"), name="<script>my phone")
    assert "&lt;script&gt;my phone" in grace.browser.get("/desk/people").text
    assert "my phone" not in ada.browser.get("/desk/people").text
    assert "my phone" not in desk.browser().get("/journal").text

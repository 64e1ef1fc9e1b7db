"""Tokens: what a program may do for its person, and never more than they."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from httpx2 import Response
from jsonschema_rs import validator_for
from sqlmodel import select

from api import tokens
from api.desk.tables import ApiToken
from api.editing import paging
from feeds.review import people
from feeds.review.roles import Deed, Role
from tests.desk.curators import ON_BOTH, Curator, Desk
from tests.review.proposing import LIST_COCO, approve, propose

PROPOSALS = "/api/v1/proposals"


def _made(curator: Curator, scope: str = "read", **more: str) -> str:
    """A new token, as the page shows it."""
    shown = curator.post("/desk/tokens", **{"name": "Board", "scope": scope, **more}).text
    found = re.search(r"vigie_[\w-]{43}", shown)
    assert found
    return found[0]


def _ask(desk: Desk, token: str, path: str = PROPOSALS, **headers: str) -> Response:
    return desk.browser().get(path, headers={"authorization": f"Bearer {token}", **headers})


def _number(desk: Desk) -> int:
    with desk.database.read() as session:
        return session.exec(select(ApiToken.id)).one()


@pytest.fixture
def proposal(desk: Desk) -> int:
    """A Proposal by mary that john approved."""
    with desk.database.write() as session:
        found = propose(session, *LIST_COCO, author="mary")
        approve(session, found, reviewer="john")
        return found.id


@ON_BOTH
def test_a_token_lets_a_program_read_proposals(desk: Desk, proposal: int) -> None:
    token = _made(desk.comes("ada", Role.READER))
    listed = _ask(desk, token).json()
    assert [(row["number"], row["state"], row["authors"]) for row in listed["proposals"]] == [
        (proposal, "approved", ["mary"])
    ]
    whole = _ask(desk, token, f"{PROPOSALS}/{proposal}").json()
    assert [row["op"] for row in whole["operations"]] == [row["op"] for row in LIST_COCO]
    assert [(row["reviewer"], row["verdict"]) for row in whole["reviews"]] == [("john", "approve")]


def test_it_is_shown_once_and_kept_as_a_digest(desk: Desk) -> None:
    ada = desk.comes("ada")
    token = _made(ada)
    assert token not in ada.browser.get("/desk/tokens").text
    with desk.database.read() as session:
        assert token not in str(session.exec(select(ApiToken)).one().model_dump())
    assert ("ada", "make_token", "person ada") in desk.journal()


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer vigie_" + "a" * 43])
def test_without_a_token_that_holds_nothing_is_told(desk: Desk, proposal: int, shown: str) -> None:
    for path in (PROPOSALS, f"{PROPOSALS}/{proposal}"):
        answer = desk.browser().get(path, headers={"authorization": shown} if shown else {})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_session_of_the_desk_is_no_token(desk: Desk) -> None:
    assert desk.comes("ada").browser.get(PROPOSALS).status_code == 401


def test_it_ends_when_it_is_revoked(desk: Desk) -> None:
    ada = desk.comes("ada")
    token = _made(ada)
    assert _ask(desk, token).status_code == 200
    assert ada.post(f"/desk/tokens/{_number(desk)}/revoke").status_code == 303
    assert _ask(desk, token).status_code == 401
    assert ada.post(f"/desk/tokens/{_number(desk)}/revoke").status_code == 404
    assert desk.journal()[-1] == ("ada", "revoke_token", "person ada")


def test_it_ends_by_itself_after_ninety_days_or_as_many_as_were_asked_for(desk: Desk) -> None:
    ada = desk.comes("ada")
    usual, short = _made(ada), _made(ada, days="1")
    for days, expected in ((2, (200, 401)), (89, (200, 401)), (91, (401, 401))):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            assert (_ask(desk, usual).status_code, _ask(desk, short).status_code) == expected


@ON_BOTH
def test_of_its_use_there_is_the_last_day(desk: Desk) -> None:
    token = _made(desk.comes("ada"))
    at = datetime.now(UTC)
    for days in (0, 3):
        with time_machine.travel(at + timedelta(days=days)):
            _ask(desk, token)
        with desk.database.read() as session:
            assert session.exec(select(ApiToken)).one().used_on == (at + timedelta(days=days)).date()


def test_a_scope_that_was_not_asked_for_is_not_given(desk: Desk) -> None:
    answer = _ask(desk, _made(desk.comes("ada"), scope="propose"))
    assert answer.status_code == 403
    assert answer.headers["www-authenticate"] == 'Bearer error="insufficient_scope", scope="read"'


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.READER, "propose"), (Role.EDITOR, "review"), (Role.REVIEWER, "administer")]
)
def test_nobody_makes_a_token_for_more_than_they_may(desk: Desk, role: Role, scope: str) -> None:
    assert desk.comes("ada", role).post("/desk/tokens", name="Board", scope=scope).status_code in (403, 422)
    with desk.database.read() as session:
        assert session.exec(select(ApiToken)).all() == []


def test_a_token_that_may_administer_holds_for_a_week_at_most(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    asked = {"name": "Board", "scope": "administer"}
    refused = ada.post("/desk/tokens", **asked)
    assert (refused.status_code, "holds for 7 days at most" in refused.text) == (422, True)
    assert re.findall(r'value="(\w+)" checked|id="name" name="name" value="(\w+)"', refused.text) == [
        ("", "Board"),
        ("administer", ""),
    ]
    token = _made(ada, scope="administer", days="7")
    for days, expected in ((6, 200), (8, 401)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            assert _ask(desk, token, "/api/v1/people").status_code == expected


def test_a_token_never_exceeds_the_role_that_its_person_has_now(desk: Desk) -> None:
    made = _made(desk.comes("ada", Role.REVIEWER), scope="review")
    with desk.database.write() as session:
        found = tokens.holder(session, made, datetime.now(UTC))
        assert found
        assert tokens.may(*found, Deed.REVIEW)
        people.set_role(session, found[1], Role.EDITOR, by=None, at=datetime.now(UTC))
        assert not tokens.may(*found, Deed.REVIEW)


def test_an_admin_sees_and_ends_tokens_of_others_and_nobody_else_does(desk: Desk) -> None:
    ada, grace, eve = desk.comes("ada", Role.ADMIN), desk.comes("grace"), desk.comes("eve")
    token = _made(grace, name="my board")
    assert "my board" in grace.browser.get("/desk/tokens").text
    seen = ada.browser.get("/desk/tokens").text
    assert ("grace, token" in seen, "my board" in seen) == (True, False)
    assert "grace" not in eve.browser.get("/desk/tokens").text
    assert eve.post(f"/desk/tokens/{_number(desk)}/revoke").status_code == 404
    assert _ask(desk, token).status_code == 200
    assert ada.post(f"/desk/tokens/{_number(desk)}/revoke").status_code == 303
    assert _ask(desk, token).status_code == 401
    assert desk.journal()[-1] == ("ada", "revoke_token", "person grace")


def test_an_admin_makes_no_token_for_another(desk: Desk) -> None:
    ada = desk.comes("ada", Role.ADMIN)
    desk.comes("grace")
    _made(ada, person_id="2", handle="grace")
    with desk.database.read() as session:
        assert session.exec(select(ApiToken.person_id)).one() == 1


def test_a_form_that_is_not_right_makes_no_token(desk: Desk) -> None:
    ada, right = desk.comes("ada"), {"name": "Board", "scope": "read"}
    for wrong in ({"name": ""}, {"name": "  "}, {"scope": ""}, {"days": "0"}, {"days": "9999"}, {"days": "x"}):
        assert ada.post("/desk/tokens", **{**right, **wrong}).status_code == 422, wrong
    with desk.database.read() as session:
        assert session.exec(select(ApiToken)).all() == []


def test_pages_miss_nothing_and_keep_their_filter(desk: Desk, proposal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    token = _made(desk.comes("ada"))
    with desk.database.write() as session:
        more = [
            {
                "op": "add_name",
                "site": "coco",
                "name": f"cocochat{n}.chat",
                "status": "active",
                "evidence": ["paper-1"],
            }
            for n in range(4)
        ]
        waiting = [propose(session, change, author="mary").id for change in more]
    monkeypatch.setattr(paging, "A_PAGE", 2)
    address, seen = f"{PROPOSALS}?state=in_review", list[int]()
    while address:
        page = _ask(desk, token, address).json()
        seen += [row["number"] for row in page["proposals"]]
        address = page["next"]
    assert seen == waiting[::-1]


def test_what_a_program_has_already_is_not_sent_again_and_no_cache_shares_it(desk: Desk, proposal: int) -> None:
    token = _made(desk.comes("ada"))
    for path in (PROPOSALS, f"{PROPOSALS}/{proposal}"):
        first = _ask(desk, token, path)
        assert first.headers["cache-control"] == "private, no-cache"
        assert _ask(desk, token, path, **{"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_question_that_cannot_be_answered_is_a_clear_problem(desk: Desk) -> None:
    token = _made(desk.comes("ada"))
    for asked in ("/999", "/0", "/x", "?cursor=0", "?state=secret", "?page=2"):
        answer = _ask(desk, token, PROPOSALS + asked)
        assert answer.status_code == (404 if asked == "/999" else 422), asked
        assert answer.headers["content-type"] == "application/problem+json"


def test_answers_have_the_shape_that_is_described(desk: Desk, proposal: int) -> None:
    token = _made(desk.comes("ada"))
    described: dict[str, Any] = desk.browser().get("/openapi.json").json()
    for path in (PROPOSALS, f"{PROPOSALS}/{{number}}"):
        operation = described["paths"][path]["get"]
        shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
        answer = _ask(desk, token, path.format(number=proposal)).json()
        validator = validator_for({**shape, "components": described["components"]})
        assert next(validator.iter_errors(answer), None) is None
        assert operation["security"] == [{"HTTPBearer": []}]

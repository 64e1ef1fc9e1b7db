"""The matrix: every route for programs, and what each role and each scope gets there."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from limits import RateLimitItemPerMinute

from api.desk import leaving
from api.reading import limiting
from api.settings import Settings
from feeds.review import people
from feeds.review.roles import MAY, Deed, Role
from tests.api.moments import now
from tests.editing.programs import API, PROBLEM, House, Program

# What one has to be allowed to do. A route that is not here fails: somebody has to decide.
NEEDS: dict[str, Deed] = {
    "GET /candidates": Deed.READ,
    "GET /counts": Deed.READ,
    "GET /crowds": Deed.READ,
    "GET /crowds/{name}": Deed.READ,
    "GET /disputes": Deed.READ,
    "GET /disputes/by-number/{number}": Deed.READ,
    "GET /due": Deed.READ,
    "GET /due/sources": Deed.READ,
    "GET /due/sources/{number}": Deed.READ,
    "GET /findings": Deed.READ,
    "GET /findings/{number}": Deed.READ,
    "GET /imports": Deed.READ,
    "GET /imports/{number}": Deed.READ,
    "GET /imports/{number}/rows": Deed.READ,
    "GET /journal": Deed.READ,
    "GET /journal/check": Deed.READ,
    "GET /me": Deed.READ,
    "GET /me/mail": Deed.READ,
    "GET /me/sessions": Deed.READ,
    "GET /me/tokens": Deed.READ,
    "GET /never-list": Deed.READ,
    "GET /never-list/{name}": Deed.READ,
    "GET /newspapers": Deed.READ,
    "GET /newspapers/{number}": Deed.READ,
    "GET /next-release": Deed.READ,
    "GET /proposals": Deed.READ,
    "GET /proposals/{number}": Deed.READ,
    "GET /proposals/{number}/comments": Deed.READ,
    "GET /proposals/{number}/effect": Deed.READ,
    "GET /queue": Deed.READ,
    "GET /readings/{number}": Deed.READ,
    "GET /registry/sites": Deed.READ,
    "GET /registry/sites/{slug}": Deed.READ,
    "GET /reports": Deed.READ,
    "GET /reports/{name}": Deed.READ,
    "POST /journal/check": Deed.READ,
    "POST /me/mail": Deed.READ,
    "POST /me/mail/kinds": Deed.READ,
    "POST /me/mail/stop": Deed.READ,
    "POST /me/sessions/{session}/end": Deed.READ,
    "POST /me/tokens/{number}/revoke": Deed.READ,
    "POST /candidates": Deed.PROPOSE,
    "POST /crowds/{name}/answer": Deed.PROPOSE,
    "POST /disputes/by-number/{number}/answer": Deed.PROPOSE,
    "POST /disputes/by-number/{number}/draft": Deed.PROPOSE,
    "POST /disputes/by-number/{number}/take-back-reply": Deed.PROPOSE,
    "POST /due/sources/{number}/keep": Deed.PROPOSE,
    "POST /due/{kind}/{number}/confirm": Deed.PROPOSE,
    "POST /imports": Deed.PROPOSE,
    "POST /never-list": Deed.PROPOSE,
    "POST /newspapers/{number}/dismiss": Deed.PROPOSE,
    "POST /newspapers/{number}/restore": Deed.PROPOSE,
    "POST /proposals": Deed.PROPOSE,
    "POST /proposals/{number}/comments": Deed.PROPOSE,
    "POST /proposals/{number}/copy": Deed.PROPOSE,
    "POST /proposals/{number}/submit": Deed.PROPOSE,
    "POST /proposals/{number}/take-back": Deed.PROPOSE,
    "POST /proposals/{number}/withdraw": Deed.PROPOSE,
    "POST /readings": Deed.PROPOSE,
    "POST /readings/files": Deed.PROPOSE,
    "POST /readings/{number}/draft": Deed.PROPOSE,
    "POST /reports/{name}/dismiss": Deed.PROPOSE,
    "POST /reports/{name}/list": Deed.PROPOSE,
    "POST /reports/{name}/restore": Deed.PROPOSE,
    "POST /reports/{name}/withdraw": Deed.PROPOSE,
    "PUT /proposals/{number}": Deed.PROPOSE,
    "POST /crowds/{name}/refuse": Deed.REVIEW,
    "POST /disputes/by-number/{number}/refuse": Deed.REVIEW,
    "POST /disputes/by-number/{number}/uphold": Deed.REVIEW,
    "POST /imports/{number}/allow": Deed.REVIEW,
    "POST /imports/{number}/count": Deed.REVIEW,
    "POST /imports/{number}/undo": Deed.REVIEW,
    "POST /never-list/{name}/take-off": Deed.REVIEW,
    "POST /next-release/hold": Deed.REVIEW,
    "POST /next-release/lift": Deed.REVIEW,
    "POST /next-release/publish": Deed.REVIEW,
    "POST /next-release/roll-back": Deed.REVIEW,
    "POST /next-release/sign-off": Deed.REVIEW,
    "POST /proposals/{number}/approve": Deed.REVIEW,
    "POST /proposals/{number}/ask-for-changes": Deed.REVIEW,
    "POST /proposals/{number}/reject": Deed.REVIEW,
    "GET /mail": Deed.ADMINISTER,
    "GET /people": Deed.ADMINISTER,
    "GET /people/{handle}": Deed.ADMINISTER,
    "GET /people/{handle}/sessions": Deed.ADMINISTER,
    "GET /people/{handle}/tokens": Deed.ADMINISTER,
    "GET /settings": Deed.ADMINISTER,
    "POST /disputes/by-number/{number}/erase": Deed.ADMINISTER,
    "POST /mail/drop": Deed.ADMINISTER,
    "POST /mail/try-again": Deed.ADMINISTER,
    "POST /people": Deed.ADMINISTER,
    "POST /people/{handle}/link": Deed.ADMINISTER,
    "POST /people/{handle}/retire": Deed.ADMINISTER,
    "POST /people/{handle}/role": Deed.ADMINISTER,
    "POST /people/{handle}/sessions/{session}/end": Deed.ADMINISTER,
    "POST /people/{handle}/tokens/{number}/revoke": Deed.ADMINISTER,
}
_FILLED = {
    "number": "77777",
    "name": "coco.gg",
    "slug": "coco",
    "kind": "name",
    "handle": "nobody-yet",
    "session": "a" * 64,
}
_NEVER_SAID = {"content-type": "text/plain"}


@pytest.fixture(scope="module")
def shared(starter: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One installation for all of these: what they ask for with empty bodies changes nothing."""
    folder = Path(copytree(starter.data_dir, tmp_path_factory.mktemp("needs") / "data"))
    with pytest.MonkeyPatch.context() as patch, House.at(folder) as house:
        patch.setattr(limiting, "OF_ONE_NETWORK", RateLimitItemPerMinute(100_000))
        yield house


def _is_let_in(program: Program, route: str) -> bool:
    method, path = route.split()
    answer = program.browser.request(
        method, API + path.format(**_FILLED), headers={"authorization": f"Bearer {program.token}"}
    )
    assert answer.status_code < 500, (route, answer.text)
    return "insufficient_scope" not in answer.headers.get("www-authenticate", "") and answer.status_code != 401


def test_every_route_for_programs_has_its_decision(shared: House) -> None:
    paths: dict[str, dict[str, Any]] = shared.app.openapi()["paths"]
    found = {
        f"{method.upper()} {path.removeprefix(API)}"
        for path, routes in paths.items()
        for method, route in routes.items()
        if route.get("security")
    }
    assert found == NEEDS.keys()


@pytest.mark.parametrize("role", Role)
def test_a_token_gets_what_its_person_may_and_it_was_made_for_and_nothing_else(shared: House, role: Role) -> None:
    for scope in MAY[role]:
        program = shared.program(f"a-{role}", role, scope)
        let_in = {route for route in NEEDS if _is_let_in(program, route)}
        assert let_in == {route for route, needed in NEEDS.items() if needed == scope}, scope


@pytest.mark.parametrize(("before", "after"), [(Role.ADMIN, Role.READER), (Role.REVIEWER, Role.EDITOR)])
def test_a_token_is_worth_no_more_than_its_person_is_now(shared: House, before: Role, after: Role) -> None:
    program = shared.program(f"was-{before}", before)
    with shared.database.write() as session:
        shrunk = people.get(session, f"was-{before}")
        people.add(session, f"other-{before}", role=Role.ADMIN)
        people.set_role(session, shrunk, after, by=None, at=now())
    let_in = {route for route in NEEDS if _is_let_in(program, route)}
    assert let_in == {route for route, needed in NEEDS.items() if needed in MAY[after]}


def test_the_token_of_somebody_who_left_opens_nothing(shared: House) -> None:
    program = shared.program("lea")
    with shared.database.write() as session:
        leaving.retire(session, people.get(session, "lea"), by=None, at=now())
    assert [route for route in NEEDS if _is_let_in(program, route)] == []


def test_without_a_token_nothing_is_told_and_no_body_is_read(shared: House) -> None:
    strangers: tuple[dict[str, str], ...] = (
        {},
        {"authorization": "Bearer vigie_" + "a" * 43},
        {"authorization": "Basic YTpi"},
    )
    for route, headers in product(NEEDS, strangers):
        method, path = route.split()
        answer = shared.stranger().request(
            method, API + path.format(**_FILLED), content=b"x" * 2_000_000, headers={**headers, **_NEVER_SAID}
        )
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), route
        assert answer.headers["content-type"] == PROBLEM


def test_a_program_is_told_whose_it_is_and_what_it_may_do(shared: House) -> None:
    said = shared.program("mia", Role.REVIEWER, Deed.READ, Deed.PROPOSE).get("/me").json()
    assert (said["person"], said["role"], said["may"]) == ("mia", "reviewer", ["read", "propose"])

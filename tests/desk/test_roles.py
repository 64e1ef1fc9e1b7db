"""The matrix: every page and form of the Desk, and what each role gets there. Also for programs, and in the domain."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from api.app import pages
from api.database import Database
from api.settings import Settings
from feeds.review import people
from feeds.review.four_eyes import NotAllowed
from feeds.review.reports import handling
from feeds.review.roles import MAY, Deed, Role
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH, Desk
from tests.review.proposing import LIST_COCO, approve, propose

NOBODY = None
"""Whoever is not signed in is let in as well."""

# What one has to be allowed to do, for each page and form. A route that is not here fails: somebody has to decide.
NEEDS: dict[str, Deed | None] = {
    "GET /desk/sign-in": NOBODY,
    "POST /desk/sign-in": NOBODY,
    "POST /desk/sign-in/passkey/challenge": NOBODY,
    "GET /desk/sign-in/{secret}": NOBODY,
    "POST /desk/sign-in/{secret}": NOBODY,
    "POST /desk/sign-in/{secret}/challenge": NOBODY,
    "GET /desk": Deed.READ,
    "GET /desk/counts": Deed.READ,
    "GET /desk/disputes": Deed.READ,
    "GET /desk/due": Deed.READ,
    "GET /desk/disputes/about/{name}": Deed.READ,
    "GET /desk/disputes/{number}": Deed.READ,
    "GET /desk/findings": Deed.READ,
    "GET /desk/findings/{number}": Deed.READ,
    "GET /desk/imports": Deed.READ,
    "GET /desk/imports/{number}": Deed.READ,
    "GET /desk/journal": Deed.READ,
    "GET /desk/never-list": Deed.READ,
    "GET /desk/mail": Deed.READ,
    "POST /desk/mail": Deed.READ,
    "POST /desk/journal/check": Deed.READ,
    "POST /desk/mail/kinds": Deed.READ,
    "POST /desk/mail/stop": Deed.READ,
    "GET /desk/mail/confirm/{secret}": Deed.READ,
    "POST /desk/mail/confirm/{secret}": Deed.READ,
    "GET /desk/people": Deed.READ,
    "GET /desk/paste": Deed.READ,
    "GET /desk/proposals/{number}": Deed.READ,
    "GET /desk/proposals/{number}/effect": Deed.READ,
    "GET /desk/proposals/{number}/trial": Deed.READ,
    "GET /desk/proposals/{number}/warning": Deed.READ,
    "GET /desk/readings/{number}": Deed.READ,
    "GET /desk/releases": Deed.READ,
    "GET /desk/reports/{name}": Deed.READ,
    "GET /desk/sites/{slug}": Deed.READ,
    "GET /desk/tokens": Deed.READ,
    "POST /desk/tokens": Deed.READ,
    "POST /desk/tokens/{number}/revoke": Deed.READ,
    "POST /desk/passkeys": Deed.READ,
    "POST /desk/passkeys/challenge": Deed.READ,
    "POST /desk/passkeys/{number}/remove": Deed.READ,
    "POST /desk/sessions/end": Deed.READ,
    "POST /desk/sign-out": Deed.READ,
    "POST /desk/reports/{name}": Deed.PROPOSE,
    "POST /desk/disputes/about/{name}": Deed.PROPOSE,
    "POST /desk/disputes/{number}": Deed.PROPOSE,
    "POST /desk/imports": Deed.PROPOSE,
    "POST /desk/imports/candidates": Deed.PROPOSE,
    "POST /desk/never-list": Deed.PROPOSE,
    "POST /desk/due/sources/{number}": Deed.PROPOSE,
    "POST /desk/due/{kind}/{number}": Deed.PROPOSE,
    "POST /desk/newspapers/{number}": Deed.PROPOSE,
    "POST /desk/paste": Deed.PROPOSE,
    "POST /desk/readings/{number}": Deed.PROPOSE,
    "GET /desk/proposals/{number}/words": Deed.PROPOSE,
    "POST /desk/proposals/{number}/words": Deed.PROPOSE,
    "GET /desk/proposals/{number}/operations": Deed.PROPOSE,
    "POST /desk/proposals/{number}/operations": Deed.PROPOSE,
    "GET /desk/proposals/{number}/operations/{row}": Deed.PROPOSE,
    "POST /desk/proposals/{number}/operations/{row}": Deed.PROPOSE,
    "POST /desk/proposals/{number}/step": Deed.PROPOSE,
    "POST /desk/proposals/{number}/comments": Deed.PROPOSE,
    "POST /desk/imports/{number}": Deed.REVIEW,
    "POST /desk/never-list/{name}/remove": Deed.REVIEW,
    "POST /desk/proposals/{number}": Deed.REVIEW,
    "POST /desk/releases/hold": Deed.REVIEW,
    "POST /desk/releases/lift": Deed.REVIEW,
    "POST /desk/releases/publish": Deed.REVIEW,
    "POST /desk/releases/sign-off": Deed.REVIEW,
    "POST /desk/releases/{serial}/roll-back": Deed.REVIEW,
    "POST /desk/disputes/{number}/erase": Deed.ADMINISTER,
    "GET /desk/settings": Deed.ADMINISTER,
    "POST /desk/mail/lost": Deed.ADMINISTER,
    "POST /desk/people": Deed.ADMINISTER,
    "POST /desk/people/{handle}/retire": Deed.ADMINISTER,
    "POST /desk/people/{handle}/link": Deed.ADMINISTER,
    "POST /desk/people/{handle}/role": Deed.ADMINISTER,
}
_FILLED = {
    "kind": "name",
    "number": "1",
    "serial": "1",
    "name": "coco.gg",
    "slug": "coco",
    "handle": "ada",
    "secret": "x",
    "row": "1",
}


def _routes(routes: Iterable[Any]) -> Iterator[str]:
    for route in routes:
        if (nested := getattr(route, "original_router", None)) is not None:
            yield from _routes(nested.routes)
        elif getattr(route, "path", "").startswith("/desk"):
            yield from (f"{method} {route.path}" for method in route.methods - {"HEAD"})


def test_every_page_and_form_of_the_desk_has_its_decision(tmp_path: Path) -> None:
    app = pages(Settings(data_dir=tmp_path))
    found = set(_routes(app.routes))
    app.state.database.close()
    assert found == NEEDS.keys()


@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_gets_its_pages_and_forms_and_no_others(desk: Desk, role: Role | None) -> None:
    browser = desk.comes("ada", role).browser if role else desk.browser()
    for route, needed in NEEDS.items():
        method, path = route.split()
        answer = browser.request(method, path.format(**_FILLED))  # an empty form: whoever is let in is told so
        is_role_refused = answer.status_code == 403 and "who may:" in answer.text
        is_let_in = answer.status_code != 401 and not is_role_refused
        assert is_let_in == (needed is NOBODY or (role is not None and needed in MAY[role])), route


@pytest.mark.parametrize(
    ("role", "deeds"),
    [
        (Role.READER, "read"),
        (Role.EDITOR, "read propose"),
        (Role.REVIEWER, "read propose review"),
        (Role.ADMIN, "read propose review administer"),
    ],
)
def test_what_each_role_may_do(role: Role, deeds: str) -> None:
    assert {deed.value for deed in MAY[role]} == set(deeds.split())


def test_a_reader_cannot_propose(database: Database) -> None:
    with database.write() as session:
        people.add(session, "ada", role=Role.READER)
        with pytest.raises(NotAllowed, match="ada is a reader and may not propose a change"):
            propose(session, *LIST_COCO, author="ada")


def test_a_reader_cannot_handle_what_families_report(database: Database) -> None:
    with database.write() as session:
        reader = people.add(session, "ada", role=Role.READER)
        with pytest.raises(NotAllowed, match="may not propose"):
            handling.handle(session, "coco.gg", by=reader, at=NOON)


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_a_reader_or_an_editor_cannot_decide(database: Database, role: Role) -> None:
    with database.write() as session:
        people.add(session, "grace", role=role)
        proposal = propose(session, *LIST_COCO, author="ada")
        with pytest.raises(NotAllowed, match="may not decide; who may: reviewer, admin"):
            approve(session, proposal, reviewer="grace")


def test_a_part_of_vigie_proposes_and_its_role_stays(database: Database) -> None:
    with database.write() as session:
        watch = people.machine(session, "watch")
        assert propose(session, *LIST_COCO, author="watch").state == "in_review"
        with pytest.raises(NotAllowed, match="is a part of Vigie"):
            people.set_role(session, watch, Role.ADMIN, by=None, at=NOON)


@ON_BOTH
def test_only_an_admin_changes_roles_and_invites(database: Database) -> None:
    with database.write() as session:
        grace = people.add(session, "grace", role=Role.REVIEWER)
        with pytest.raises(NotAllowed):
            people.set_role(session, grace, Role.ADMIN, by=grace, at=NOON)
        with pytest.raises(NotAllowed):
            people.invite(session, "mallory", Role.ADMIN, by=grace, at=NOON)
        assert people.set_role(session, grace, Role.ADMIN, by=None, at=NOON)


@ON_BOTH
@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (
            "INSERT INTO operation (proposal_id, position, author_id, body)"
            " SELECT id, 90, (SELECT id FROM person WHERE handle = 'mary'), '{}' FROM proposal",
            "A reader proposes nothing",
        ),
        (
            "INSERT INTO review (proposal_id, reviewer_id, verdict, reason, at)"
            " SELECT 1, id, 'approve', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'eddie'",
            "Only a reviewer or an admin decides",
        ),
        ("UPDATE person SET role = 'owner'", "role_is_known"),
    ],
)
def test_sql_that_goes_around_the_roles_is_refused(database: Database, statement: str, rule: str) -> None:
    with database.write() as session:
        people.add(session, "mary", role=Role.READER)
        people.add(session, "eddie", role=Role.EDITOR)
        propose(session, *LIST_COCO, author="ada")
        if "operation" in statement:
            session.execute(text("UPDATE proposal SET state = 'draft'"))
    with pytest.raises(DatabaseError, match=rule), database.write() as session:
        session.execute(text(statement))

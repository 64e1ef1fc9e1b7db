"""People and their ways in, through programs: invited and let go by admins' programs, closed by one's own."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select

from api.desk import signing_in
from api.desk.tables import DeskSession
from api.outbox import addresses
from api.outbox.tables import Mail, MailAddress
from feeds.review import people
from feeds.review.roles import Deed, Role
from tests.api.moments import now
from tests.editing.programs import House, Program

MISSING = "a" * 64


@pytest.fixture
def root(town: House) -> Program:
    """A program of an admin's."""
    return town.program("root", Role.ADMIN)


def _signed_in(town: House, handle: str) -> str:
    """A browser of somebody's, who is added when new: what its session is known by."""
    town.token(handle)
    with town.database.write() as session:
        return signing_in.begin(session, people.get(session, handle), None, now()).digest


def test_somebody_is_invited_and_the_link_lets_them_in_once(town: House, root: Program) -> None:
    invited = root.post("/people", {"handle": "noor", "role": "editor"})
    assert (invited.status_code, invited.headers["location"]) == (201, "/api/v1/people/noor")
    assert invited.headers["cache-control"] == "no-store"
    link, browser = invited.json()["link"], town.stranger()
    assert browser.post(link, follow_redirects=False).status_code == 303  # under this address a link signs in
    assert browser.post(link, follow_redirects=False).status_code == 410
    assert {"handle": "noor", "role": "editor"} in root.get("/people").json()["people"]
    entry = next(entry for entry in town.journal() if (entry.action, entry.subject) == ("invite", "person noor"))
    assert (entry.actor, entry.body["by_token"]) == ("root", root.get("/me").json()["token"])
    assert link.rpartition("/")[2] not in str([entry.body for entry in town.journal()])


def test_a_new_link_ends_the_one_before(town: House, root: Program) -> None:
    first = root.post("/people", {"handle": "lost-a-key", "role": "editor"}).json()["link"]
    second = root.post("/people/lost-a-key/link").json()["link"]
    assert town.stranger().post(first, follow_redirects=False).status_code == 410
    assert town.stranger().post(second, follow_redirects=False).status_code == 303


def test_nobody_is_made_more_than_is_said_and_no_body_is_endless(root: Program) -> None:
    before = root.get("/people").json()
    for more in ({"kind": "machine"}, {"id": 1}, {"link": "https://elsewhere.example/"}, {"by": "root"}):
        refused = root.post("/people", {"handle": "eve", "role": "editor", **more})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"#/{next(iter(more))}")
    assert root.post("/people", {"handle": "e" * 1_000_001, "role": "editor"}).status_code == 413
    assert root.get("/people").json() == before


@pytest.mark.parametrize(
    ("handle", "status"), [("root", 409), ("operator", 409), ("Noor", 422), ("-x", 422), ("x" * 41, 422), ("é", 422)]
)
def test_a_handle_that_cannot_be_adds_nobody(root: Program, handle: str, status: int) -> None:
    before = root.get("/people").json()
    assert root.post("/people", {"handle": handle, "role": "editor"}).status_code == status
    assert root.get("/people").json() == before


def test_another_role_is_given_to_who_was_read_and_signs_them_out(town: House, root: Program) -> None:
    _signed_in(town, "ines")
    as_read = root.get("/people/ines").headers["etag"]
    given = root.post("/people/ines/role", {"role": "editor"}, if_match=as_read)
    assert (given.status_code, given.json()) == (200, {"handle": "ines", "role": "editor"})
    assert root.post("/people/ines/role", {"role": "admin"}, if_match=as_read).status_code == 412
    assert root.post("/people/ines/role", {"role": "admin"}).status_code == 428
    assert root.post("/people/ines/role", {"role": "owner"}, if_match=as_read).status_code == 422
    assert root.get("/people/ines").json()["role"] == "editor"
    assert root.get("/people/ines/sessions").json() == {"sessions": []}


def test_the_last_admin_stays_and_a_part_of_vigie_has_no_other_role(root: Program) -> None:
    root.post("/people/first-curator/retire")
    for handle in ("root", "starter"):
        as_read = root.get(f"/people/{handle}").headers["etag"]
        assert root.post(f"/people/{handle}/role", {"role": "reader"}, if_match=as_read).status_code == 403, handle
    assert root.post("/people/starter/retire").status_code == 403
    assert root.post("/people/starter/link").status_code == 403


def test_who_leaves_has_no_way_in_any_more(town: House, root: Program) -> None:
    _signed_in(town, "leo")
    program = town.program("leo")
    assert root.post("/people/leo/retire").status_code == 204
    assert program.get("/me").status_code == 401
    assert root.get("/people/leo/sessions").json() == {"sessions": []}
    assert root.get("/people/leo").json()["role"] == "reader"
    assert root.post("/people/nobody-here/retire").status_code == 404


def test_ones_own_browsers_are_listed_and_signed_out_and_nobody_elses(town: House) -> None:
    mia, sam = _signed_in(town, "mia"), _signed_in(town, "sam")
    program = town.program("mia", Role.REVIEWER, Deed.READ)
    assert [row["session"] for row in program.get("/me/sessions").json()["sessions"]] == [mia]
    for other in (sam, MISSING):
        assert program.post(f"/me/sessions/{other}/end").status_code == 404
    assert program.post(f"/me/sessions/{mia}/end").status_code == 204
    with town.database.read() as session:
        ended = {row.digest: row.ended_at is not None for row in session.exec(select(DeskSession))}
    assert (ended[mia], ended[sam]) == (True, False)


def test_a_token_of_an_admins_that_may_only_read_closes_nothing_of_others(town: House, root: Program) -> None:
    sam, narrow = _signed_in(town, "sam"), town.program("root", Role.ADMIN, Deed.READ)
    token = town.program("sam").get("/me").json()["token"]
    assert narrow.post(f"/me/sessions/{sam}/end").status_code == 404
    assert narrow.post(f"/me/tokens/{token}/revoke").status_code == 404
    assert narrow.post(f"/people/sam/sessions/{sam}/end").status_code == 403
    assert root.post(f"/people/mia/sessions/{sam}/end").status_code == 404
    assert root.post(f"/people/sam/tokens/{token}/revoke").status_code == 204
    assert root.post(f"/people/sam/sessions/{sam}/end").status_code == 204
    assert [entry.action for entry in town.journal()][-2:] == ["revoke_token", "end_session"]


def test_tokens_are_listed_with_what_they_may_and_their_names_are_their_persons_own(town: House, root: Program) -> None:
    program = town.program("tess", Role.REVIEWER, Deed.READ, Deed.PROPOSE)
    number = program.get("/me").json()["token"]
    (own,) = program.get("/me/tokens").json()["tokens"]
    assert (own["number"], own["name"], own["may"]) == (number, "a program", ["read", "propose"])
    (seen,) = root.get("/people/tess/tokens").json()["tokens"]
    assert (seen["number"], seen["name"]) == (number, None)
    assert program.token not in str((own, seen))
    assert program.post(f"/me/tokens/{number}/revoke").status_code == 204
    assert program.get("/me").status_code == 401


def test_no_program_makes_a_token_or_a_passkey(root: Program) -> None:
    for path in ("/me/tokens", "/me/passkeys", "/people/root/tokens", "/me/sessions"):
        answer = root.post(path, {"name": "another", "scopes": ["read"]})
        assert answer.status_code in (404, 405), path


def test_where_ones_mail_goes_is_given_confirmed_by_a_person_and_forgotten(town: House) -> None:
    program = town.program("max", Role.REVIEWER, Deed.READ)
    wrong = program.post("/me/mail", {"address": "max", "language": "fr"})
    assert (wrong.status_code, "name@example.org" in wrong.json()["detail"]) == (422, True)
    given = program.post("/me/mail", {"address": "max@example.org", "language": "fr"})
    where = {"address": "max@example.org", "language": "fr", "confirmed": None}
    assert given.json().items() >= where.items()
    for kinds in (["dispute_opened"], []):
        assert program.post("/me/mail/kinds", {"kinds": kinds}).json() == {**where, "kinds": kinds}
    assert program.post("/me/mail/kinds", {"kinds": ["gossip"]}).status_code == 422
    soon = program.post("/me/mail", {"address": "mallory@example.org", "language": "fr"})
    assert (soon.status_code, soon.headers["retry-after"]) == (429, "300")
    with town.database.read() as session:
        mail = session.exec(select(Mail)).one()
    assert mail.facts["secret"] not in str(program.get("/me/mail").json())
    assert program.post("/me/mail/stop").status_code == 204
    assert program.get("/me/mail").json()["address"] is None
    with town.database.read() as session:
        assert session.exec(select(MailAddress)).all() == []


def test_mail_that_was_given_up_is_tried_again_or_forgotten(town: House, root: Program) -> None:
    town.token("post")
    with town.database.write() as session:
        addresses.give(session, people.get(session, "post"), "post@example.org", "en", now())
        session.exec(select(Mail)).one().given_up_at = now()
    lost = root.get("/mail").json()
    assert (lost["lost"], [row["person"] for row in lost["unsent"]], "post@" in str(lost)) == (1, ["post"], False)
    assert root.post("/mail/try-again").status_code == 204
    assert (root.get("/mail").json()["lost"], root.get("/mail").json()["waiting"]) == (0, 1)
    with town.database.write() as session:
        session.exec(select(Mail)).one().given_up_at = now()
    assert root.post("/mail/drop").status_code == 204
    assert (root.get("/mail").json()["lost"], root.get("/mail").json()["waiting"]) == (0, 0)


def test_settings_name_secrets_and_never_show_them(root: Program) -> None:
    shown = {row["variable"]: row["value"] for row in root.get("/settings").json()["settings"]}
    assert shown["VIGIE_DATABASE_URL"] is None
    assert shown["VIGIE_PUBLIC_URL"]


def test_a_token_that_may_administer_is_worth_nothing_after_its_week(root: Program) -> None:
    with time_machine.travel(now() + timedelta(days=8)):
        assert root.get("/people").status_code == 401

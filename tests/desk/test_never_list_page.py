"""The never-list as people keep it: protected at once by one, taken back by another, and never past what is listed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from api.database import Database
from api.desk import never_list
from api.settings import Settings
from feeds.registry.tables import ProtectedName
from feeds.review.applying import DoesNotApply
from feeds.review.roles import Role
from tests.desk.authenticator import ORIGIN
from tests.desk.curators import ON_BOTH, Curator, Desk
from tests.review.proposing import LIST_COCO, approve, propose

PAGE = "/desk/never-list"
SOURCE = "https://help.example.org/about"
HELP = {"name": "3018.fr", "reason": "Young people call it.", "source": SOURCE}
NAME = {"op": "add_name", "site": "coco", "status": "active", "evidence": ["paper-1"]}
PROTECTED = {"op": "protect_name", "name": "116111.org", "reason": "The helpline of a continent."}


@pytest.fixture(scope="module")
def kept(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A Desk where Coco is listed, a helpline is protected through a Proposal, and two Proposals wait."""
    folder = tmp_path_factory.mktemp("never")
    url = f"sqlite:///{shutil.copy(migrated, folder / 'vigie.db')}"
    database = Database(url)
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO, PROTECTED))
        propose(session, {**NAME, "name": "chat.wait.org"})
        propose(session, {**NAME, "name": "other.org"})
    yield Desk(Settings(data_dir=folder, database_url=SecretStr(url), public_url=AnyHttpUrl(f"{ORIGIN}/")), database)
    database.close()


@pytest.fixture(scope="module")
def ada(kept: Desk) -> Curator:
    """An editor."""
    return kept.comes("eddie", Role.EDITOR)


@pytest.fixture(scope="module")
def grace(kept: Desk) -> Curator:
    """A reviewer."""
    return kept.comes("grace")


def test_one_person_protects_a_name_at_once_and_the_gate_holds_it(kept: Desk, ada: Curator) -> None:
    assert ada.post(PAGE, **HELP).status_code == 303
    shown = ada.browser.get(PAGE).text
    assert [each in shown for each in ("3018.fr", "Young people call it.", SOURCE, "put here by eddie")] == [True] * 4
    for name in ("3018.fr", "chat.3018.fr"):
        with pytest.raises(DoesNotApply, match="not listed, ever"), kept.database.write() as session:
            propose(session, {**NAME, "name": name})
    assert kept.journal()[-1] == ("eddie", "protect", "name 3018.fr")


def test_whoever_put_it_there_does_not_take_it_off_and_another_reviewer_does(kept: Desk, grace: Curator) -> None:
    assert grace.post(PAGE, **(HELP | {"name": "help.example.net"})).status_code == 303
    assert grace.post(f"{PAGE}/help.example.net/remove", reason="I erred.").status_code == 403
    mary = kept.comes("mary")
    assert mary.post(f"{PAGE}/help.example.net/remove", reason=" ").status_code == 422
    assert mary.post(f"{PAGE}/help.example.net/remove", reason="It was sold.").status_code == 303
    assert "help.example.net" not in mary.browser.get(PAGE).text
    assert mary.post(f"{PAGE}/help.example.net/remove", reason="Again.").status_code == 404
    assert kept.journal()[-1] == ("mary", "unprotect", "name help.example.net")


def test_what_came_through_a_proposal_stays(grace: Curator) -> None:
    refused = grace.post(f"{PAGE}/116111.org/remove", reason="Because.")
    assert (refused.status_code, "through a proposal, and stays" in refused.text) == (403, True)


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"name": "coco.gg"}, 409, "coco.gg is listed, as Coco; propose to withdraw it first."),
        ({"name": "help.coco.gg"}, 409, "coco.gg is listed"),
        ({"name": "116111.org"}, 409, "on the never-list already"),
        ({"name": "co.uk"}, 422, "co.uk"),
        ({"name": "not a name"}, 422, "not a name"),
        ({"name": "new.example.org\0"}, 422, ""),
        ({"name": "new.example.org", "reason": " "}, 422, "Say why"),
        ({"name": "new.example.org", "source": "javascript:alert(1)"}, 422, "web address"),
        ({"name": "new.example.org", "source": "https://[bad"}, 422, "web address"),
        ({"name": "new.example.org", "reason": "x" * 10_000_000}, 400, ""),
        ({"name": "new.example.org", "token": "f" * 64}, 403, "out of date"),
    ],
)
def test_what_cannot_be_protected_is_refused_and_what_was_typed_stays(
    kept: Desk, grace: Curator, form: dict[str, str], status: int, said: str
) -> None:
    answer = grace.post(PAGE, **(HELP | {"reason": "Typed with care."} | form))
    assert (answer.status_code, said in answer.text) == (status, True)
    assert ("Typed with care." in answer.text) == (said != "" and form.keys().isdisjoint({"token", "reason"}))
    with kept.database.read() as session:
        assert "new.example.org" not in session.exec(select(ProtectedName.hostname)).all()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wait.org", ["Protecting it would block:", "A change"]),
        ("https://www.coco.gg/room?x", ["coco.gg is listed now", '<a href="/desk/sites/coco">Coco</a>']),
        ("chat.116111.org", ["116111.org is on the never-list."]),
        ("google.com", ["google.com is one of the most visited sites"]),
        ("nothing.net", ["Nothing that is listed or proposed is at nothing.net."]),
        ("co.uk", ["co.uk"]),
        ("<script>", ["&lt;script&gt;"]),
    ],
)
def test_what_a_name_would_stop_is_seen_before(ada: Curator, name: str, said: list[str]) -> None:
    text = ada.browser.get(PAGE, params={"name": name}).text
    assert [each for each in said if each not in text] == []
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("words", "finds"), [("116", True), ("CONTINENT", True), ("%", False), ("_", False), ("x", False)]
)
def test_an_entry_is_found_by_its_name_or_its_reason(ada: Curator, words: str, finds: bool) -> None:
    assert ("116111.org</strong>" in ada.browser.get(PAGE, params={"q": words}).text) == finds


def test_further_entries_are_on_further_pages(ada: Curator, grace: Curator, monkeypatch: pytest.MonkeyPatch) -> None:
    grace.post(PAGE, **(HELP | {"name": "zzz.example.net"}))
    monkeypatch.setattr(never_list, "ON_A_PAGE", 1)
    first = ada.browser.get(PAGE).text
    assert ("116111.org</strong>" in first, "zzz.example.net</strong>" in first) == (True, False)
    assert "zzz.example.net</strong>" in ada.browser.get(PAGE, params={"after": "zzz.example.nes"}).text
    assert 'href="/desk/never-list?after=116111.org#entries" rel="next"' in first


def test_a_reader_sees_the_list_and_no_form(kept: Desk) -> None:
    text = kept.comes("rea", Role.READER).browser.get(PAGE).text
    assert ("116111.org" in text, 'method="post" action="/desk/never-list' in text) == (True, False)


@ON_BOTH
def test_the_database_keeps_what_a_proposal_protects(desk: Desk) -> None:
    with desk.database.write() as session:
        approve(session, propose(session, PROTECTED))
    with pytest.raises(DatabaseError, match="stays protected"), desk.database.write() as session:
        session.execute(text("DELETE FROM protected_name"))

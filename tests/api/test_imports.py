"""Lists of others on the Desk, and at the command line."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.cli import main
from api.database import Database
from api.desk import signing_in
from api.language import LANGUAGES, texts
from api.settings import Settings
from feeds.intake.lists.forms import Form
from feeds.intake.lists.opening import LARGEST
from feeds.intake.lists.states import BatchState
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review import people
from feeds.review.roles import Role
from tests.api.moments import now

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)

HOSTILE = "<script>alert(1)</script>"
LIST = f"coco.zone\ncoco-chat.band\ncom\n3018.fr\ngoogle.com\n{HOSTILE}\n".encode()
Run = Callable[..., object]


@pytest.fixture
def grace(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which grace is signed in."""
    with founded.write() as session:
        link = signing_in.invite(session, people.add(session, "grace"), settings, now())
    client.post(link.partition("8000")[2])
    client.headers["accept-language"] = "en"
    return client


@pytest.fixture
def vigie(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; gives what it ends with: a code, or a sentence and so a 1."""
    assert settings.data_dir
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: str) -> object:
        monkeypatch.setattr("sys.argv", ["vigie", *arguments])
        try:
            main()
        except SystemExit as ended:
            return ended.code
        return 0

    return run


def _token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def _bring_in(browser: TestClient, data: bytes, **fields: str) -> str:
    """Upload a list; gives the path of its batch, or the page that refuses it."""
    said = {"format": "domains", "source": "ours", "licence": "CC-BY-SA-4.0", **fields}
    token = _token(browser.get("/desk/imports").text)
    answer = browser.post("/desk/imports", data={"token": token, **said}, files={"file": ("dir/list.txt", data)})
    return answer.headers["location"] if answer.status_code == 303 else unescape(answer.text)


def _act(browser: TestClient, batch: str, act: str, **fields: str) -> int:
    token = _token(browser.get(batch).text)
    return browser.post(batch, data={"token": token, "act": act, **fields}).status_code


def test_a_list_that_is_brought_in_is_a_preview_with_a_verdict_on_every_row(grace: TestClient) -> None:
    batch = _bring_in(grace, LIST)
    page = grace.get(batch).text
    assert "preview, does not count" in page
    assert "2 good of 6 rows" in page
    assert "public suffix" in page
    assert "which helps them" in page
    assert HOSTILE not in page
    assert "list.txt" in page
    assert "dir/" not in page
    assert "coco.zone" not in grace.get("/desk/imports").text
    assert "coco.zone" not in grace.get(f"{batch}?verdict=popular").text


def test_once_it_counts_its_names_are_candidates_and_become_a_proposal(grace: TestClient) -> None:
    batch = _bring_in(grace, LIST)
    assert _act(grace, batch, "count") == 303
    page = grace.get("/desk/imports").text
    assert 'value="coco.zone"' in page
    form = {"token": _token(page), "names": ["coco.zone"], "site": "coco", "reason": "Shows the same page."}
    answer = grace.post("/desk/imports/candidates", data=form)
    proposal = grace.get(answer.headers["location"]).text
    assert "coco.zone" in proposal
    assert "CC-BY-SA-4.0" in proposal
    assert 'value="coco.zone"' not in grace.get("/desk/imports").text
    assert "in proposal" in grace.get(batch).text


def test_what_cannot_be_proposed_is_refused_and_keeps_what_was_chosen(grace: TestClient) -> None:
    _act(grace, _bring_in(grace, LIST), "count")
    form = {"token": _token(grace.get("/desk").text), "names": ["coco.zone"], "site": "nowhere", "reason": "Because."}
    answer = grace.post("/desk/imports/candidates", data=form)
    assert answer.status_code == 409
    assert 'value="coco.zone" checked' in answer.text
    assert 'value="nowhere"' in answer.text


def test_undo_is_one_click_and_happens_once(grace: TestClient) -> None:
    batch = _bring_in(grace, LIST)
    _act(grace, batch, "count")
    token = _token(grace.get(batch).text)
    assert grace.post(batch, data={"token": token, "act": "undo"}).status_code == 303
    assert "undone" in grace.get(batch).text
    assert grace.post(batch, data={"token": token, "act": "undo"}).status_code == 409


def test_what_is_held_needs_a_reason_to_count(grace: TestClient) -> None:
    _act(grace, _bring_in(grace, "\n".join(f"chat-{place}.band" for place in range(60)).encode()), "count")
    batch = _bring_in(grace, "\n".join(f"chat-{place}.band" for place in range(30)).encode())
    _act(grace, batch, "count")
    assert "drops 30 of the 60" in grace.get(batch).text
    assert _act(grace, batch, "allow") == 422
    assert _act(grace, batch, "allow", reason="They tidied up.") == 303
    assert "counted" in grace.get(batch).text


@pytest.mark.parametrize(
    ("data", "fields", "why"),
    [
        (b"", {}, "The list is empty."),
        (b"<!doctype html>", {}, "web page"),
        (b"com", {}, "None of its 1 rows"),
        (LIST, {"format": "docx"}, "'docx' is no format"),
        (LIST, {"source": "../etc"}, "lower-case letters"),
        (LIST, {"licence": "<b>"}, "no SPDX identifier"),
    ],
)
def test_what_is_no_list_is_refused_and_keeps_what_was_typed(
    grace: TestClient, data: bytes, fields: dict[str, str], why: str
) -> None:
    page = _bring_in(grace, data, **fields)
    assert why in page
    assert f'value="{fields.get("source", "ours")}"' in page
    assert "No list was brought in yet." in page


def test_only_who_is_signed_in_brings_in_and_only_by_our_own_form(grace: TestClient) -> None:
    files = {"file": ("list.txt", LIST)}
    assert grace.post("/desk/imports", data={"token": "another"}, files=files).status_code == 403
    assert grace.post("/desk/imports", headers={"content-length": str(LARGEST * 2)}).status_code == 413
    grace.cookies.clear()
    assert grace.post("/desk/imports", files=files).status_code == 401
    assert grace.get("/desk/imports/1").status_code == 401


def test_an_editor_brings_lists_in_a_reviewer_decides_on_them_and_a_reader_looks(
    grace: TestClient, founded: Database
) -> None:
    def become(role: Role) -> None:
        with founded.write() as session:
            people.get(session, "grace").role = role

    become(Role.EDITOR)
    batch = _bring_in(grace, LIST)
    assert "Let it count" not in grace.get(batch).text
    token = _token(grace.get(batch).text)
    assert grace.post(batch, data={"token": token, "act": "count"}).status_code == 403
    become(Role.READER)
    assert "Bring in a list" not in grace.get("/desk/imports").text
    assert grace.post("/desk/imports", data={"token": token}, files={"file": ("list", LIST)}).status_code == 403
    become(Role.REVIEWER)
    assert _act(grace, batch, "count") == 303


def test_a_batch_that_is_not_there_is_not_found(grace: TestClient) -> None:
    assert [grace.get(f"/desk/imports/{number}").status_code for number in (0, 7, 2**40)] == [404, 404, 404]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_state_and_verdict_has_a_word(language: str, settings: Settings) -> None:
    assert settings
    keys = [f"imports_form_{form}" for form in Form] + [f"imports_state_{state}" for state in BatchState]
    assert {*keys, *(f"imports_verdict_{verdict}" for verdict in RowVerdict)} <= texts(language).keys()


def test_the_command_line_does_the_same(vigie: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dating").mkdir()
    (tmp_path / "dating" / "domains").write_bytes(LIST)
    said = ("--format", "ut1", "--source", "ut1-dating", "--licence", "CC-BY-SA-4.0", "--json")
    assert vigie("import", str(tmp_path / "dating"), *said, "--dry-run") == 0
    assert json.loads(capfd.readouterr().out)["state"] == "preview"
    assert vigie("import", str(tmp_path / "dating"), *said) == 0
    batch = json.loads(capfd.readouterr().out)
    assert (batch["batch"], batch["state"], batch["good"], batch["origin"]) == (1, "counted", 2, "dating")
    assert vigie("lists", "candidates", "--at-least", "1") == 0
    assert capfd.readouterr().out.split() == ["coco-chat.band", "ut1-dating", "coco.zone", "ut1-dating"]
    assert vigie("import", "--undo", "1") == 0
    assert "nothing counts now" in capfd.readouterr().out
    assert "cannot be undone" in str(vigie("import", "--undo", "1"))
    assert "no batch 9" in str(vigie("lists", "rows", "9"))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("import",), "needs SOURCE"),
        (("import", "x", "--format", "hosts", "--source", "A B", "--licence", "MIT"), "lower-case letters"),
        (("import", "x", "--format", "hosts", "--source", "a", "--licence", "?"), "no SPDX identifier"),
        (("import", "x", "--format", "hosts", "--source", "a", "--licence", "MIT", "--follow"), "web addresses"),
        (("import", "/nowhere", "--format", "hosts", "--source", "a", "--licence", "MIT"), "cannot be read"),
        (("import", "/", "--format", "hosts", "--source", "a", "--licence", "MIT"), "is a folder"),
        (("import", "http://127.0.0.1/", "--format", "hosts", "--source", "a", "--licence", "MIT"), "127.0.0.1"),
    ],
)
def test_the_command_line_says_what_is_wrong(
    vigie: Run, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    ended = vigie(*arguments)
    assert ended not in (0, None)
    assert why in f"{ended} {capfd.readouterr().err}"

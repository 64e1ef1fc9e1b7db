"""The `vigie` command, as scripts use it: output, exit codes, and one sentence when something is wrong."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from api.app import Door
from api.database import Database
from api.settings import Settings
from feeds.review.tables import JournalEntry
from tests.api.conftest import Run
from tests.review.proposing import EVIDENCE, approve, propose

NEW_NAME = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}
RENAME = "Le site de discussion coco.gg est devenu cocochat.chat. Les utilisateurs ont été prévenus par un message."


@pytest.fixture
def proposal(founded: Database) -> str:
    """The number of a Proposal by ada that adds cocochat.chat to Coco."""
    with founded.write() as session:
        return str(propose(session, EVIDENCE, NEW_NAME).id)


def test_init_again_changes_nothing(vigie: Run, settings: Settings) -> None:
    before = (settings.feed_dir / "timestamp.json").read_bytes()
    code, said, _ = vigie("init")
    assert (code, "Release 1 with 27 names is out" in said) == (0, True)
    assert (settings.feed_dir / "timestamp.json").read_bytes() == before


@pytest.mark.parametrize(
    ("addresses", "code"),
    [
        (["www.coco.gg"], 3),
        (["example.com"], 0),
        (["notcoco.gg", "https://chat.coco.fr/x"], 3),
        (["10.0.0.1"], 2),
        (["com"], 2),
    ],
)
def test_check_answers_by_its_exit_code(vigie: Run, settings: Settings, addresses: list[str], code: int) -> None:
    assert vigie("check", *addresses)[0] == code


def test_check_prints_json(vigie: Run, settings: Settings) -> None:
    _, said, _ = vigie("check", "--json", "WWW.Coco.GG.", "example.com")
    listed, unlisted = json.loads(said)
    assert (listed["name"], listed["listed_name"], listed["site"]) == ("www.coco.gg", "coco.gg", "coco")
    assert unlisted == {"address": "example.com", "name": "example.com", "listed": False}


def test_a_proposal_is_drafted_read_and_approved(vigie: Run, founded: Database, tmp_path: Path) -> None:
    file = tmp_path / "change.json"
    file.write_text(json.dumps([EVIDENCE, NEW_NAME]), encoding="utf-8")
    for handle in ("ada", "grace"):
        code, link, _ = vigie("people", "add", handle)
        assert (code, "/desk/sign-in/" in link) == (0, True)
    wish = ("--title", "A new name of Coco", "--reason", "The newspaper says so.")
    code, said, _ = vigie("proposals", "draft", str(file), "--as", "ada", *wish)
    assert (code, said) == (0, "Proposal 26 is in review.\n")
    assert "A new name of Coco" in vigie("proposals", "list")[1]
    assert "cocochat.chat" in vigie("proposals", "show", "26")[1]
    assert json.loads(vigie("proposals", "show", "26", "--json")[1])["authors"] == ["ada"]

    code, _, refusal = vigie("proposals", "approve", "26", "--as", "ada", "--reason", "Mine.")
    assert (code, refusal) == (1, "vigie: ada wrote a part of this proposal; somebody else has to decide on it.")
    assert vigie("proposals", "approve", "26", "--as", "grace", "--reason", "I read it.")[0] == 0

    assert "lines added: 1, removed: 0" in vigie("release", "--dry-run")[1]
    assert json.loads(vigie("release", "--json")[1])["serial"] == 2
    assert vigie("release")[1].startswith("Nothing changed: release 2")
    assert vigie("check", "cocochat.chat")[0] == 3
    with founded.read() as session:
        actions = [(entry.actor, entry.action) for entry in session.exec(select(JournalEntry))][-3:]
    assert actions == [("ada", "propose"), ("grace", "approve"), ("release", "release")]
    assert vigie("journal", "verify")[1] == "The journal holds: 56 entries.\n"


def test_a_rejection_has_its_reason(vigie: Run, proposal: str) -> None:
    vigie("people", "add", "grace")
    silent = vigie("proposals", "reject", proposal, "--as", "grace", "--reason", " ")
    assert silent == (1, "", "vigie: A decision needs a reason; it is published.")
    assert vigie("proposals", "reject", proposal, "--as", "grace", "--reason", "No source.")[0] == 0
    assert "No source." in vigie("journal", "list", "--last", "1")[1]
    assert vigie("proposals", "list")[1] == "No proposal is in review.\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "Invalid JSON"),
        ("[]", "at least 1 item"),
        ('[{"op": "add_name", "site": "coco", "name": "com", "status": "active", "evidence": ["x"]}]', "public suffix"),
        (
            '[{"op": "add_name", "site": "coco", "name": "10.1.1.1", "status": "active", "evidence": ["x"]}]',
            "IP address",
        ),
        ('[{"op": "explode"}]', "explode"),
    ],
)
def test_a_draft_that_cannot_be_is_said_field_by_field(
    vigie: Run, settings: Settings, tmp_path: Path, content: str, problem: str
) -> None:
    file = tmp_path / "change.json"
    file.write_text(content, encoding="utf-8")
    code, _, said = vigie("proposals", "draft", str(file), "--as", "first-curator", "--title", "t", "--reason", "r")
    assert code == 2
    assert problem in " ".join(said.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["proposals", "approve", "999", "--as", "first-curator", "--reason", "x"], "There is no proposal 999"),
        (["proposals", "approve", "1", "--as", "nobody", "--reason", "x"], "There is nobody called 'nobody'"),
        (["proposals", "approve", "1", "--as", "first-curator", "--reason", "x"], "published cannot be approved"),
        (["people", "link", "nobody"], "There is nobody called 'nobody'"),
        (["verify", "/nowhere/at/all"], "neither a folder nor a web address"),
    ],
)
def test_what_goes_wrong_is_one_sentence(vigie: Run, settings: Settings, arguments: list[str], sentence: str) -> None:
    code, said, problem = vigie(*arguments)
    assert (code, said) == (1, "")
    assert problem.startswith("vigie: ")
    assert sentence in problem
    assert "\n" not in problem.strip()


@pytest.mark.parametrize("handle", ["A", "with space", "x" * 60, "-x-", "first-curator"])
def test_a_handle_that_cannot_be_is_refused(vigie: Run, settings: Settings, handle: str) -> None:
    assert vigie("people", "add", "--", handle)[0] == 2


def test_verify_tells_a_feed_that_holds_from_one_that_does_not(vigie: Run, settings: Settings) -> None:
    assert vigie("verify", str(settings.feed_dir))[1].startswith("Release 1 of ")
    assert json.loads(vigie("verify", str(settings.feed_dir), "--json")[1])["names"] == 27
    names = next((settings.feed_dir / "targets").glob("*.names"))
    names.write_bytes(names.read_bytes()[:-1] + b"x")
    code, _, reason = vigie("verify", str(settings.feed_dir))
    assert (code, reason.startswith("vigie: ")) == (1, True)


def test_an_article_becomes_a_proposal(vigie: Run, founded: Database, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(RENAME, encoding="utf-8")
    code, said, _ = vigie("intake", str(article), "--json")
    (event,) = json.loads(said)["events"]
    assert (code, event["event"], event["old"], event["new"]) == (0, "renamed", "coco.gg", "cocochat.chat")
    assert RENAME[event["start"] : event["end"]] == event["quote"]
    assert "coco.gg became cocochat.chat" in vigie("intake", str(article), "--propose")[1]
    assert "which is open, says so already" in vigie("intake", str(article), "--propose")[1]
    assert "by intake" in vigie("proposals", "list")[1]


def test_a_text_that_two_newspapers_print_becomes_one_proposal(vigie: Run, founded: Database, tmp_path: Path) -> None:
    story = f"{RENAME} Le site comptait des milliers de membres et sa fermeture avait été demandée par plusieurs élus."
    first, second, other = (tmp_path / name for name in ("first.txt", "second.txt", "other.txt"))
    first.write_text(story, encoding="utf-8")
    second.write_text(f"{story} (avec agence)", encoding="utf-8")
    other.write_text("Le tribunal a tranché : le site bounty.chat a été fermé par la justice mardi.", encoding="utf-8")
    said = vigie("intake", str(first), str(second), str(other), "--propose")[1]
    assert f"{second} is a copy of it, and adds nothing" in said
    assert said.count("is in review") == 2


def test_two_dates_of_one_event_are_shown_side_by_side(vigie: Run, settings: Settings, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "Le site coco.gg a été fermé par la justice le 25 juin 2024. Dans un autre passage, on lit que"
        " coco.gg a été fermé par la justice le 3 mars 2023.",
        encoding="utf-8",
    )
    said = vigie("intake", str(article))[1]
    _, _, told = said.partition("tells two dates of one event:")
    assert ("2024-06-25" in told, "2023-03-03" in told) == (True, True)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b"a" * 50_000_000, "Tämä on suomea.".encode() * 40])
def test_an_article_that_cannot_be_read_does_not_stop_the_others(
    vigie: Run, settings: Settings, tmp_path: Path, content: bytes
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(RENAME, encoding="utf-8")
    code, said, problem = vigie("intake", str(bad), str(good), str(tmp_path / "missing.txt"), "--json")
    assert code == 1
    assert [json.loads(line)["source"] for line in said.splitlines()] == [str(good)]
    assert len(problem.strip().splitlines()) == 2


def test_the_journal_that_was_changed_does_not_verify(vigie: Run, founded: Database) -> None:
    with founded.write() as session:
        trigger = "journal_is_not_changed"
        on = " ON journal" if session.get_bind().dialect.name == "postgresql" else ""
        session.connection().exec_driver_sql(f"DROP TRIGGER {trigger}{on}")
        session.connection().exec_driver_sql("UPDATE journal SET actor = 'mallory' WHERE sequence = 7")
    code, _, problem = vigie("journal", "verify")
    assert (code, problem) == (1, "vigie: Entry 7 of the journal was changed after it was written.\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VIGIE_RESIGN_HOURS", "sometimes"),
        ("VIGIE_DATABASE_URL", "mysql://me:secret@host/x"),
        ("VIGIE_PUBLIC_URL", "x"),
    ],
)
def test_a_setting_that_cannot_be_is_named_and_not_shown(
    vigie: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    code, _, problem = vigie("release")
    assert (code, name in problem, "secret" in problem) == (1, True, False)


def test_a_database_without_tables_is_said(vigie: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_DATA_DIR", str(tmp_path / "empty"))
    monkeypatch.delenv("VIGIE_DATABASE_URL", raising=False)
    code, _, problem = vigie("proposals", "list")
    assert (code, "`vigie init`" in problem) == (1, True)
    code, _, problem = vigie("serve")
    assert (code, "`vigie init`" in problem) == (1, True)


def test_a_password_is_never_shown(settings: Settings) -> None:
    assert settings.database not in repr(settings)
    assert settings.database not in repr(Door(settings).__dict__)


def test_the_feed_may_be_read_by_a_web_server_and_nothing_else(
    vigie: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "fresh"
    monkeypatch.setenv("VIGIE_DATA_DIR", str(data))
    monkeypatch.delenv("VIGIE_DATABASE_URL", raising=False)
    assert vigie("init")[0] == 0
    modes = {path.relative_to(data).as_posix(): path.stat().st_mode & 0o077 for path in data.rglob("*")}
    assert {name for name, mode in modes.items() if mode} == {
        name for name in modes if name == "feed" or (name.startswith("feed/") and not name.startswith("feed/."))
    }


def test_while_somebody_holds_releases_the_command_says_so_and_fails(vigie: Run, founded: Database) -> None:
    vigie("people", "add", "mary")
    with founded.write() as session:
        approve(session, propose(session, EVIDENCE, NEW_NAME))
    code, said, _ = vigie("release", "--hold", "--as", "mary", "--reason", "A school is on it.")
    assert (code, "Releases are held by mary since" in said) == (0, True)
    for command in (("release",), ("release", "--dry-run")):
        code, said, _ = vigie(*command)
        assert (code, "Release 2 is held" in said, "A school is on it." in said) == (4, True, True)
    code, _, problem = vigie("release", "--rollback", "1", "--as", "mary", "--reason", "Back.")
    assert (code, "Releases are held by mary" in problem) == (1, True)
    code, _, problem = vigie("release", "--lift", "--as", "nobody", "--reason", "Off.")
    assert (code, "nobody" in problem) == (1, True)
    assert vigie("release", "--lift", "--as", "mary", "--reason", "It is off.")[0] == 0
    code, _, problem = vigie("release", "--lift", "--as", "mary", "--reason", "It is off.")
    assert (code, "not held" in problem) == (1, True)


def test_a_held_release_is_said_signed_off_and_rolled_back(vigie: Run, founded: Database) -> None:
    vigie("people", "add", "mary")
    adds = [{**NEW_NAME, "name": f"cocochat{number}.chat"} for number in range(6)]
    with founded.write() as session:
        approve(session, propose(session, EVIDENCE, *adds))
    code, said, _ = vigie("release")
    assert (code, "is held" in said) == (4, True)
    code, _, problem = vigie("release", "--sign-off", "--as", "grace", "--reason", "Mine.")
    assert (code, "approved a part of this release" in problem) == (1, True)
    assert vigie("release", "--sign-off", "--as", "mary", "--reason", "I counted.")[0] == 0
    assert vigie("check", "cocochat0.chat")[0] == 3
    code, said, _ = vigie("release", "--rollback", "1", "--as", "mary", "--reason", "Wrong.")
    assert (code, "Release 3 with 27 names is out" in said) == (0, True)
    code, _, problem = vigie("release", "--rollback", "99", "--as", "mary", "--reason", "Wrong.")
    assert (code, "99.targets.json" in problem) == (1, True)

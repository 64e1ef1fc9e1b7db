"""What curators make of what families report: seen, dismissed, listed, withdrawn, and erased in time."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import event
from sqlmodel import select
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.cli.main import app as vigie
from api.database import Database
from api.jobs import reports as erasing
from api.settings import Settings
from feeds.review import people, proposals
from feeds.review.reports import reading
from feeds.review.reports.tables import DayOfReports, ReportedWords
from feeds.review.tables import JournalEntry, Proposal
from tests.api.desk_browser import sign_in, token
from tests.api.moments import now
from tests.api.reporting import SOURCE, groups, handle, send

HOSTILE = "</blockquote><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def grace(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which grace is signed in."""
    return sign_in(client, founded, settings, "grace")


def test_the_queue_shows_what_was_said_as_text(grace: TestClient) -> None:
    send(grace, words=HOSTILE)
    send(grace, "bücher.de", kind="mistake")
    for page in ("/desk", "/desk/reports/coco.zone"):
        shown = grace.get(page).text
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>" not in shown
        assert "onerror=alert(1)>" not in shown
    assert "bücher.de" in grace.get("/desk").text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reports_are_shown_in_both_languages(grace: TestClient, language: str) -> None:
    send(grace)
    send(grace, "wikipedia.org")
    send(grace, "childline.org.uk")
    send(grace, "coco.gg", kind="mistake")
    said = {"en": ("Reports from families", "List this name"), "fr": ("Signalements des familles", "Inscrire ce nom")}
    assert said[language][0] in grace.get("/desk", params={"lang": language}).text
    assert said[language][1] in grace.get("/desk/reports/coco.zone", params={"lang": language}).text
    for name in ("wikipedia.org", "childline.org.uk", "coco.gg"):
        assert grace.get(f"/desk/reports/{name}", params={"lang": language}).status_code == 200


def test_a_helpline_is_taken_politely_and_can_only_be_dismissed(grace: TestClient) -> None:
    assert send(grace, "www.childline.org.uk") == 202
    page = grace.get("/desk/reports/childline.org.uk").text
    assert "it is never listed" in page
    assert 'value="list"' not in page
    status, said = handle(grace, "childline.org.uk", "list", **SOURCE)
    assert (status, "it would stop people at" in said) == (409, True)


def test_a_name_is_dismissed_and_put_back(grace: TestClient, founded: Database) -> None:
    send(grace, words="Words.")
    assert handle(grace, "coco.zone", "dismiss") == (303, "/desk#reports")
    assert groups(founded) == {}
    assert "put the reports about coco.zone back" in grace.get("/desk").text
    assert handle(grace, "coco.zone", "undo") == (303, "/desk#reports")
    assert groups(founded)["coco.zone"].words[0].text == "Words."


def test_the_public_journal_says_nothing_of_what_was_dismissed(grace: TestClient, founded: Database) -> None:
    send(grace)
    handle(grace, "coco.zone", "dismiss")
    with founded.read() as session:
        assert not [entry for entry in session.exec(select(JournalEntry)) if "coco.zone" in str(entry.body)]


def test_a_source_makes_a_proposal_that_somebody_else_approves(grace: TestClient, founded: Database) -> None:
    send(grace, words="We know them, they are our neighbours.")
    status, page = handle(grace, "coco.zone", "list", **SOURCE)
    assert status == 303
    assert "coco.zone" in grace.get(page).text
    with founded.write() as session:
        proposal = proposals.get(session, int(page.rpartition("/")[2]))
        assert (proposal.state, proposals.authors_of(session, proposal)) == ("in_review", ["grace"])
        assert "neighbours" not in str([proposal, proposals.operations_of(session, proposal)])
        assert proposal.private_note
        assert "1 as risky" in proposal.private_note
        ada = people.add(session, "ada")
        proposals.approve(session, proposal, reviewer=ada, reason="I read it.", at=now())
    assert groups(founded) == {}
    send(grace, "www.coco.zone", sender="9.9.9.9")
    with time_machine.travel(now() + timedelta(days=1)):
        send(grace, "www.coco.zone")
    assert groups(founded)["coco.zone"].standing == "listed"


def test_a_mistake_makes_a_proposal_to_withdraw(grace: TestClient, founded: Database) -> None:
    send(grace, "coco.gg", kind="mistake")
    status, page = handle(grace, "coco.gg", "withdraw", reason="It is shut.")
    assert status == 303
    with founded.read() as session:
        proposal = session.get_one(Proposal, int(page.rpartition("/")[2]))
        assert [each.op for each in proposals.operations_of(session, proposal)] == ["retract_name"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"url": "javascript:alert(1)"}, 422),
        ({"category": "nonsense"}, 422),
        ({"quote": ""}, 422),
        ({"reason": " "}, 422),
        ({"date": "yesterday"}, 422),
        ({"site": "聊天"}, 422),
        ({"title": "x" * 2001}, 422),
        ({"act": "delete"}, 422),
        ({"token": "0" * 64}, 403),
    ],
)
def test_a_form_that_is_not_right_drafts_nothing_and_is_shown_again(
    grace: TestClient, founded: Database, change: dict[str, str], status: int
) -> None:
    send(grace)
    form = {"token": token(grace, "/desk"), "act": "list"} | SOURCE | change
    answer = grace.post("/desk/reports/coco.zone", data=form, headers={"accept": "text/html"})
    assert answer.status_code == status
    assert "coco.zone" in groups(founded)
    with founded.read() as session:
        assert not session.exec(select(Proposal).where(Proposal.state == "in_review")).all()
    if answer.text.count("<form") > 1:
        assert SOURCE["publisher"] in answer.text


def test_a_popular_site_is_listed_only_with_a_reason(grace: TestClient) -> None:
    send(grace, "wikipedia.org")
    assert handle(grace, "wikipedia.org", "list", **SOURCE)[0] == 409
    assert handle(grace, "wikipedia.org", "list", **SOURCE, despite="A court says so.")[0] == 303


@pytest.mark.parametrize("act", ["dismiss", "undo", "list", "withdraw"])
def test_a_name_that_nobody_reported_is_said_to_be_so(grace: TestClient, act: str) -> None:
    status, said = handle(grace, "nowhere.com", act, **SOURCE)
    assert (status, "nowhere.com" in said) == (404, True)


def test_nobody_reads_reports_without_signing_in(client: TestClient, founded: Database) -> None:
    send(client, words="Words.")
    assert client.get("/desk/reports/coco.zone").status_code == 401
    form = urlencode({"token": "0" * 64, "act": "dismiss"})
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/desk/reports/coco.zone", content=form, headers=kind).status_code == 401
    assert "coco.zone" in groups(founded)


def test_however_many_were_reported_the_queue_costs_the_same_questions(
    grace: TestClient, founded: Database, settings: Settings
) -> None:
    def asked() -> int:
        with founded.read() as session:
            counted: list[str] = []
            event.listen(session.get_bind(), "before_cursor_execute", lambda *seen: counted.append(seen[2]))
            reading.groups(session, most=20)
            return len(counted)

    send(grace, words="Words.")
    few = asked()
    for number in range(25):
        send(grace, f"site{number}.com", words=f"Words {number}.", sender=f"9.9.{number}.9")
    assert asked() == few


def test_the_command_line_lists_and_dismisses(client: TestClient, founded: Database) -> None:
    with founded.write() as session:
        people.add(session, "ada")
    send(client, words="Words.")
    send(client, "other.com")
    listed = CliRunner().invoke(vigie, ["reports", "list", "--json"])
    shown = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [(about["name"], about["sources"]) for about in shown] == [("coco.zone", 1), ("other.com", 1)]
    assert shown[0]["words"][0]["text"] == "Words."
    refused = CliRunner().invoke(vigie, ["reports", "dismiss", "coco.zone", "nowhere.com", "--as", "ada"])
    assert refused.exit_code != 0
    assert len(groups(founded)) == 2
    CliRunner().invoke(vigie, ["reports", "dismiss", "coco.zone", "other.com", "--as", "ada"])
    assert groups(founded) == {}


def test_the_schedule_erases_in_time(client: TestClient, founded: Database, settings: Settings) -> None:
    send(client, words="Words.")
    assert erasing.erase(founded, settings, now() + timedelta(days=89)) == 0
    assert erasing.erase(founded, settings, now() + timedelta(days=91)) == 1
    with founded.read() as session:
        assert [*session.exec(select(DayOfReports)), *session.exec(select(ReportedWords))] == []

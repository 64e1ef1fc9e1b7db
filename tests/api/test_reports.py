"""Reports from families: what the door takes and refuses, what curators make of it, and what is nowhere to be found."""

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import event, inspect
from sqlmodel import Session, select
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api import senders
from api.cli.main import app as vigie
from api.database import Database
from api.desk import signing_in
from api.jobs import reports as erasing
from api.senders import network_of
from api.settings import Settings
from feeds.review import people, proposals
from feeds.review.reports import keeping, reading
from feeds.review.reports.reading import Group
from feeds.review.reports.tables import DayOfReports, ReportedWords
from feeds.review.tables import JournalEntry, Proposal
from feeds.watch import due
from feeds.watch.tables import Due
from tests.api.moments import now

REPORTS = "/api/v1/reports"
HOSTILE = "</blockquote><script>alert(1)</script><img src=x onerror=alert(1)>"
PROBLEM = "application/problem+json"
SOURCE = {
    "site": "Coco Zone",
    "category": "anonymous-chat",
    "signal": "no-age-check",
    "publisher": "A newspaper",
    "title": "What happened",
    "url": "https://news.example.com/1",
    "quote": "Nobody is asked how old they are.",
    "language": "en",
    "reason": "The newspaper says so.",
}


def _send(client: TestClient, name: object = "coco.zone", *, sender: str = "8.8.4.4", **more: object) -> int:
    body = {"name": name, "kind": "risky"} | more
    return client.post(REPORTS, json=body, headers={"x-forwarded-for": sender}).status_code


def _groups(database: Database) -> dict[str, Group]:
    with database.read() as session:
        return {about.name: about for about in reading.groups(session, most=100)}


@pytest.fixture
def grace(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which grace is signed in."""
    with founded.write() as session:
        link = signing_in.invite(session, people.add(session, "grace"), settings, now()).partition("8000")[2]
    assert client.post(link).status_code == 303
    return client


def _token(client: TestClient, page: str = "/desk") -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(page).text)
    assert found
    return found[1]


def _act(client: TestClient, name: str, act: str, **form: str) -> tuple[int, str]:
    answer = client.post(f"/desk/reports/{name}", data={"token": _token(client), "act": act} | form)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_what_the_extension_sends_is_taken(client: TestClient, founded: Database) -> None:
    answer = client.post(REPORTS, json={"name": "chat.coco.gg", "kind": "mistake", "words": "It is shut."})
    assert (answer.status_code, answer.json()) == (202, {"name": "coco.gg", "kind": "mistake"})
    about = _groups(founded)["coco.gg"]
    assert [(words.kind, words.text, words.day) for words in about.words] == [("mistake", "It is shut.", now().date())]


@pytest.mark.parametrize(
    ("name", "why"),
    [("co.uk", "public suffix"), ("127.0.0.1", "IP address"), ("*.coco.gg", "pattern"), ("nothing", "top-level")],
)
def test_a_name_that_cannot_be_listed_is_refused_in_a_sentence(client: TestClient, name: str, why: str) -> None:
    answer = client.post(REPORTS, json={"name": name, "kind": "risky"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert why in answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 10_000,
        b'{"name":"coco.gg","kind":"risky","words":"\\ud800"}',
        b'{"name":"coco.gg","kind":"risky","words":"a\\u0000b"}',
        b'{"name":"coco\\u0000.gg","kind":"risky"}',
        b'{"name":7,"kind":"risky"}',
        b'{"name":["coco.gg"],"kind":"risky"}',
        b'{"name":"coco.gg","kind":"RISKY"}',
        b'{"name":"coco.gg"}',
        b'{"kind":"risky"}',
        b'{"name":"coco.gg","kind":"risky","words":{}}',
        json.dumps({"name": "coco.gg", "kind": "risky", "words": "x" * 1001}).encode(),
        json.dumps({"name": "coco.gg", "kind": "risky", "device": "7"}).encode(),
    ],
)
def test_what_is_no_report_is_a_problem_and_leaves_nothing(client: TestClient, founded: Database, body: bytes) -> None:
    answer = client.post(REPORTS, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert answer.json()["detail"]
    assert _groups(founded) == {}


def test_ten_megabytes_are_refused(client: TestClient, founded: Database) -> None:
    body = iter([b'{"name":"coco.zone","kind":"risky","words":"', *[b"x" * 65_536] * 160, b'"}'])
    answer = client.post(REPORTS, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)
    assert _groups(founded) == {}


def test_the_longest_words_fit_however_they_are_escaped(client: TestClient, founded: Database) -> None:
    words = "\U0001f6df" * 1000
    assert len(json.dumps(words)) == 12_002
    assert _send(client, words=words) == 202
    assert _groups(founded)["coco.zone"].words[0].text == words


@pytest.mark.parametrize(
    "sent",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json",
    ],
)
def test_what_a_page_can_make_its_visitors_send_is_refused(client: TestClient, founded: Database, sent: str) -> None:
    answer = client.post(REPORTS, content=b'{"name":"coco.zone","kind":"risky"}', headers={"content-type": sent})
    assert answer.status_code == 415
    assert _groups(founded) == {}


def test_only_extensions_may_ask_from_another_origin(client: TestClient) -> None:
    def allowed(origin: str) -> str | None:
        return client.options(REPORTS, headers={"origin": origin}).headers.get("access-control-allow-origin")

    assert allowed("https://evil.example") is None
    assert allowed("null") is None
    assert allowed("chrome-extension://abcdefghijklmnop") == "chrome-extension://abcdefghijklmnop"


def test_the_first_report_of_a_day_has_the_watch_look_at_a_listed_name_and_no_later_one(
    client: TestClient, founded: Database
) -> None:
    in_a_week = now() + timedelta(days=7)

    def watched(*, until: datetime | None = None) -> bool:
        """Whether coco.gg is due now; `until` puts it off first, as a look does."""
        with founded.write() as session:
            row = session.exec(select(Due).where(Due.kind == "name", Due.subject == "coco.gg")).one()
            row.due_at = until or row.due_at
            return row.due_at <= now()

    with founded.write() as session:
        due.enrol(session, [], [], now())
    assert not watched(until=in_a_week)
    _send(client, "www.coco.gg")
    assert watched()
    assert not watched(until=in_a_week)
    _send(client, "www.coco.gg", sender="9.9.9.9")
    assert not watched()


def test_one_sender_is_one_source_however_often_it_sends(client: TestClient, founded: Database) -> None:
    answers = [_send(client, sender=f"8.8.4.{number % 250}") for number in range(1000)]
    assert answers.count(202) == 30
    assert set(answers) == {202, 429}
    about = _groups(founded)["coco.zone"]
    assert (about.score, about.risky) == (1, 30)


def test_senders_of_different_networks_are_different_sources(client: TestClient, founded: Database) -> None:
    for sender in ("8.8.4.4", "8.8.8.8", "2a00:1450:4007::1", "2a00:1450:4007:ff::2", "2a00:1450:4008::1"):
        _send(client, sender=sender)
    assert _groups(founded)["coco.zone"].score == 4


def test_when_no_more_senders_can_be_remembered_reports_gain_no_weight(
    client: TestClient, founded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(senders, "MOST_REMEMBERED", 2)
    for number in range(4):
        assert _send(client, sender=f"8.8.{number}.4") == 202
    about = _groups(founded)["coco.zone"]
    assert (about.score, about.risky) == (2, 4)


def test_whoever_sends_too_often_is_told_when_to_come_back(client: TestClient, founded: Database) -> None:
    for number in range(30):
        assert _send(client, f"site{number}.com") == 202
    answer = client.post(
        REPORTS, json={"name": "one-more.com", "kind": "risky"}, headers={"x-forwarded-for": "8.8.4.4"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (429, PROBLEM)
    assert 0 < int(answer.headers["retry-after"]) <= 3600
    assert _send(client, "another.com", sender="9.9.9.9") == 202
    with time_machine.travel(now() + timedelta(hours=1, minutes=1)):
        assert _send(client, "one-more.com") == 202
    assert "one-more.com" in _groups(founded)


def test_a_flood_of_names_is_answered_with_a_wait(
    client: TestClient, founded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_A_DAY", 2)
    assert [_send(client, f"site{number}.com") for number in range(3)] == [202, 202, 503]
    assert _send(client, "coco.gg") == 202
    monkeypatch.setattr(keeping, "MOST_A_DAY", 9)
    assert _send(client, "site2.com") == 202
    assert _groups(founded)["site2.com"].score == 1  # what was turned away did not use its source up


@pytest.mark.parametrize(
    ("peer", "forwarded", "network"),
    [
        ("8.8.4.4", None, "8.8.4.0/24"),
        ("8.8.4.4", "9.9.9.9", "8.8.4.0/24"),
        ("127.0.0.1", "9.9.9.9", "9.9.9.0/24"),
        ("127.0.0.1", "1.1.1.1, 9.9.9.9", "9.9.9.0/24"),
        ("172.18.0.5", "9.9.9.9, 172.18.0.4", "9.9.9.0/24"),
        ("::ffff:8.8.4.4", None, "8.8.4.0/24"),
        ("::1", "2a00:1450:4007:80e::200e", "2a00:1450:4007::/48"),
        ("127.0.0.1", None, "127.0.0.0/24"),
        ("127.0.0.1", "rubbish", "127.0.0.0/24"),
        ("unix:", "9.9.9.9", "9.9.9.0/24"),
        (None, None, ""),
    ],
)
def test_a_sender_is_the_nearest_network_that_is_not_ours(
    peer: str | None, forwarded: str | None, network: str
) -> None:
    assert network_of(peer, forwarded) == network


def test_nothing_that_is_kept_or_written_tells_who_sent_it(
    client: TestClient, founded: Database, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    _send(client, "https://me@www.coco.zone:81/secret-path?id=77", sender="81.82.83.84", words="Words.")
    with founded.read() as session:
        rows = [str(row) for table in inspect(session.get_bind()).get_table_names() for row in _all(session, table)]
    written = "\n".join([*rows, *capfd.readouterr()])
    assert "coco.zone" in written
    assert not re.search(r"81\.82\.83|secret-path|id=77|me@|:81\b", written)


def _all(session: Session, table: str) -> list[object]:
    return list(session.connection().exec_driver_sql(f'SELECT * FROM "{table}"'))


def test_the_queue_shows_what_was_said_as_text(grace: TestClient) -> None:
    _send(grace, words=HOSTILE)
    _send(grace, "bücher.de", kind="mistake")
    for page in ("/desk", "/desk/reports/coco.zone"):
        shown = grace.get(page).text
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>" not in shown
        assert "onerror=alert(1)>" not in shown
    assert "bücher.de" in grace.get("/desk").text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reports_are_shown_in_both_languages(grace: TestClient, language: str) -> None:
    _send(grace)
    _send(grace, "wikipedia.org")
    _send(grace, "childline.org.uk")
    _send(grace, "coco.gg", kind="mistake")
    said = {"en": ("Reports from families", "List this name"), "fr": ("Signalements des familles", "Inscrire ce nom")}
    assert said[language][0] in grace.get("/desk", params={"lang": language}).text
    assert said[language][1] in grace.get("/desk/reports/coco.zone", params={"lang": language}).text
    for name in ("wikipedia.org", "childline.org.uk", "coco.gg"):
        assert grace.get(f"/desk/reports/{name}", params={"lang": language}).status_code == 200


def test_a_helpline_is_taken_politely_and_can_only_be_dismissed(grace: TestClient) -> None:
    assert _send(grace, "www.childline.org.uk") == 202
    page = grace.get("/desk/reports/childline.org.uk").text
    assert "it is never listed" in page
    assert 'value="list"' not in page
    status, said = _act(grace, "childline.org.uk", "list", **SOURCE)
    assert (status, "it would stop people at" in said) == (409, True)


def test_a_name_is_dismissed_and_put_back(grace: TestClient, founded: Database) -> None:
    _send(grace, words="Words.")
    assert _act(grace, "coco.zone", "dismiss") == (303, "/desk#reports")
    assert _groups(founded) == {}
    assert "put the reports about coco.zone back" in grace.get("/desk").text
    assert _act(grace, "coco.zone", "undo") == (303, "/desk#reports")
    assert _groups(founded)["coco.zone"].words[0].text == "Words."


def test_the_public_journal_says_nothing_of_what_was_dismissed(grace: TestClient, founded: Database) -> None:
    _send(grace)
    _act(grace, "coco.zone", "dismiss")
    with founded.read() as session:
        assert not [entry for entry in session.exec(select(JournalEntry)) if "coco.zone" in str(entry.body)]


def test_a_source_makes_a_proposal_that_somebody_else_approves(grace: TestClient, founded: Database) -> None:
    _send(grace, words="We know them, they are our neighbours.")
    status, page = _act(grace, "coco.zone", "list", **SOURCE)
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
    assert _groups(founded) == {}
    _send(grace, "www.coco.zone", sender="9.9.9.9")
    with time_machine.travel(now() + timedelta(days=1)):
        _send(grace, "www.coco.zone")
    assert _groups(founded)["coco.zone"].standing == "listed"


def test_a_mistake_makes_a_proposal_to_withdraw(grace: TestClient, founded: Database) -> None:
    _send(grace, "coco.gg", kind="mistake")
    status, page = _act(grace, "coco.gg", "withdraw", reason="It is shut.")
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
    _send(grace)
    form = {"token": _token(grace), "act": "list"} | SOURCE | change
    answer = grace.post("/desk/reports/coco.zone", data=form, headers={"accept": "text/html"})
    assert answer.status_code == status
    assert "coco.zone" in _groups(founded)
    with founded.read() as session:
        assert not session.exec(select(Proposal).where(Proposal.state == "in_review")).all()
    if answer.text.count("<form") > 1:
        assert SOURCE["publisher"] in answer.text


def test_a_popular_site_is_listed_only_with_a_reason(grace: TestClient) -> None:
    _send(grace, "wikipedia.org")
    assert _act(grace, "wikipedia.org", "list", **SOURCE)[0] == 409
    assert _act(grace, "wikipedia.org", "list", **SOURCE, despite="A court says so.")[0] == 303


@pytest.mark.parametrize("act", ["dismiss", "undo", "list", "withdraw"])
def test_a_name_that_nobody_reported_is_said_to_be_so(grace: TestClient, act: str) -> None:
    status, said = _act(grace, "nowhere.com", act, **SOURCE)
    assert (status, "nowhere.com" in said) == (404, True)


def test_nobody_reads_reports_without_signing_in(client: TestClient, founded: Database) -> None:
    _send(client, words="Words.")
    assert client.get("/desk/reports/coco.zone").status_code == 401
    form = urlencode({"token": "0" * 64, "act": "dismiss"})
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/desk/reports/coco.zone", content=form, headers=kind).status_code == 401
    assert "coco.zone" in _groups(founded)


def test_however_many_were_reported_the_queue_costs_the_same_questions(
    grace: TestClient, founded: Database, settings: Settings
) -> None:
    def asked() -> int:
        with founded.read() as session:
            counted: list[str] = []
            event.listen(session.get_bind(), "before_cursor_execute", lambda *seen: counted.append(seen[2]))
            reading.groups(session, most=20)
            return len(counted)

    _send(grace, words="Words.")
    few = asked()
    for number in range(25):
        _send(grace, f"site{number}.com", words=f"Words {number}.", sender=f"9.9.{number}.9")
    assert asked() == few


def test_the_command_line_lists_and_dismisses(client: TestClient, founded: Database) -> None:
    with founded.write() as session:
        people.add(session, "ada")
    _send(client, words="Words.")
    _send(client, "other.com")
    listed = CliRunner().invoke(vigie, ["reports", "list", "--json"])
    shown = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [(about["name"], about["sources"]) for about in shown] == [("coco.zone", 1), ("other.com", 1)]
    assert shown[0]["words"][0]["text"] == "Words."
    refused = CliRunner().invoke(vigie, ["reports", "dismiss", "coco.zone", "nowhere.com", "--as", "ada"])
    assert refused.exit_code != 0
    assert len(_groups(founded)) == 2
    CliRunner().invoke(vigie, ["reports", "dismiss", "coco.zone", "other.com", "--as", "ada"])
    assert _groups(founded) == {}


def test_the_schedule_erases_in_time(client: TestClient, founded: Database, settings: Settings) -> None:
    _send(client, words="Words.")
    assert erasing.erase(founded, settings, now() + timedelta(days=89)) == 0
    assert erasing.erase(founded, settings, now() + timedelta(days=91)) == 1
    with founded.read() as session:
        assert [*session.exec(select(DayOfReports)), *session.exec(select(ReportedWords))] == []

"""Reports from families: what the door takes and refuses, how often, and what is nowhere to be found."""

import json
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import inspect
from sqlmodel import Session, select
from starlette.testclient import TestClient

from api import senders
from api.database import Database
from api.senders import network_of
from api.settings import Settings
from feeds.review.reports import keeping
from feeds.watch import due
from feeds.watch.tables import Due
from tests.api.moments import now
from tests.api.reporting import PROBLEM, REPORTS, groups, send


def test_what_the_extension_sends_is_taken(client: TestClient, founded: Database) -> None:
    answer = client.post(REPORTS, json={"name": "chat.coco.gg", "kind": "mistake", "words": "It is shut."})
    assert (answer.status_code, answer.json()) == (202, {"name": "coco.gg", "kind": "mistake"})
    about = groups(founded)["coco.gg"]
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
    assert groups(founded) == {}


def test_ten_megabytes_are_refused(client: TestClient, founded: Database) -> None:
    body = iter([b'{"name":"coco.zone","kind":"risky","words":"', *[b"x" * 65_536] * 160, b'"}'])
    answer = client.post(REPORTS, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)
    assert groups(founded) == {}


def test_the_longest_words_fit_however_they_are_escaped(client: TestClient, founded: Database) -> None:
    words = "\U0001f6df" * 1000
    assert len(json.dumps(words)) == 12_002
    assert send(client, words=words) == 202
    assert groups(founded)["coco.zone"].words[0].text == words


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
    assert groups(founded) == {}


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
    send(client, "www.coco.gg")
    assert watched()
    assert not watched(until=in_a_week)
    send(client, "www.coco.gg", sender="9.9.9.9")
    assert not watched()


def test_one_sender_is_one_source_however_often_it_sends(client: TestClient, founded: Database) -> None:
    answers = [send(client, sender=f"8.8.4.{number}") for number in range(100)]
    assert answers.count(202) == 30
    assert set(answers) == {202, 429}
    about = groups(founded)["coco.zone"]
    assert (about.score, about.risky) == (1, 30)


def test_senders_of_different_networks_are_different_sources(client: TestClient, founded: Database) -> None:
    for sender in ("8.8.4.4", "8.8.8.8", "2a00:1450:4007::1", "2a00:1450:4007:ff::2", "2a00:1450:4008::1"):
        send(client, sender=sender)
    assert groups(founded)["coco.zone"].score == 4


def test_when_no_more_senders_can_be_remembered_reports_gain_no_weight(
    client: TestClient, founded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(senders, "MOST_REMEMBERED", 2)
    for number in range(4):
        assert send(client, sender=f"8.8.{number}.4") == 202
    about = groups(founded)["coco.zone"]
    assert (about.score, about.risky) == (2, 4)


def test_whoever_sends_too_often_is_told_when_to_come_back(client: TestClient, founded: Database) -> None:
    for number in range(30):
        assert send(client, f"site{number}.com") == 202
    answer = client.post(
        REPORTS, json={"name": "one-more.com", "kind": "risky"}, headers={"x-forwarded-for": "8.8.4.4"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (429, PROBLEM)
    assert 0 < int(answer.headers["retry-after"]) <= 3600
    assert send(client, "another.com", sender="9.9.9.9") == 202
    with time_machine.travel(now() + timedelta(hours=1, minutes=1)):
        assert send(client, "one-more.com") == 202
    assert "one-more.com" in groups(founded)


def test_a_flood_of_names_is_answered_with_a_wait(
    client: TestClient, founded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_A_DAY", 2)
    assert [send(client, f"site{number}.com") for number in range(3)] == [202, 202, 503]
    assert send(client, "coco.gg") == 202
    monkeypatch.setattr(keeping, "MOST_A_DAY", 9)
    assert send(client, "site2.com") == 202
    assert groups(founded)["site2.com"].score == 1  # what was turned away did not use its source up


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
    send(client, "https://me@www.coco.zone:81/secret-path?id=77", sender="81.82.83.84", words="Words.")
    with founded.read() as session:
        rows = [str(row) for table in inspect(session.get_bind()).get_table_names() for row in _all(session, table)]
    written = "\n".join([*rows, *capfd.readouterr()])
    assert "coco.zone" in written
    assert not re.search(r"81\.82\.83|secret-path|id=77|me@|:81\b", written)


def _all(session: Session, table: str) -> list[object]:
    return list(session.connection().exec_driver_sql(f'SELECT * FROM "{table}"'))

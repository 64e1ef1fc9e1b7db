"""`/journal` for people: who decided what, when and why, found by a word; and whether the record holds."""

import re
from datetime import timedelta
from html import unescape
from typing import Final

import pytest
from starlette.testclient import TestClient

from api.database import Database
from api.public import chain
from feeds.review import journal
from feeds.review.tables import JournalEntry
from tests.api.moments import now
from tests.statements import counted

EVERY_PAGE: Final = "Accept-Language, Accept-Encoding"
PERSON: Final = {"accept": "text/html", "accept-language": "en"}


def _page(client: TestClient, path: str = "/journal", **headers: str) -> str:
    answer = client.get(path, headers={**PERSON, **{name.replace("_", "-"): said for name, said in headers.items()}})
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.text))


def _entries(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li id="entry-(\d+)">', page)]


def _write(database: Database, *reasons: str) -> None:
    with database.write() as session:
        for number, reason in enumerate(reasons):
            at, subject = now() + timedelta(seconds=number), f"proposal {900 + number}"
            body = {"title": "List Example Chat", "reason": reason}
            journal.record(session, at=at, actor="grace", action="approve", subject=subject, body=body)


def test_a_person_gets_a_page_and_a_program_its_lines(reader: TestClient) -> None:
    page = reader.get("/journal", headers=PERSON)
    lines = reader.get("/journal", headers={"accept": "*/*"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert lines.headers["content-type"] == "application/jsonl"
    assert [answer.headers["vary"] for answer in (page, lines)] == [f"{EVERY_PAGE}, Accept", "Accept"]
    assert page.headers["etag"]
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "<strong><bdi>grace</bdi></strong> <span>approved proposal 900</span>: <bdi>List Example Chat</bdi>"),
        (
            "fr",
            "<strong><bdi>grace</bdi></strong> <span>a approuvé la proposition 900</span>\u202f:"
            " <bdi>List Example Chat</bdi>",
        ),
    ],
)
def test_an_entry_says_who_did_what_and_why(client: TestClient, founded: Database, language: str, said: str) -> None:
    _write(founded, "The article says so.")
    page = _page(client, accept_language=language)
    newest = re.sub(r"[ \n]+", " ", page.partition('<li id="entry-')[2].partition("</li>")[0])
    assert said.replace("\u202f", " ") in newest.replace("\u202f", " ")
    assert "<blockquote>The article says so.</blockquote>" in newest


def test_an_action_that_has_no_words_is_named_as_the_entry_has_it(client: TestClient, founded: Database) -> None:
    with founded.write() as session:
        journal.record(session, at=now(), actor="keys", action="polish", subject="timestamp key", body={})
    assert '<span lang="en">polish timestamp key</span>' in _page(client, accept_language="fr")


def test_a_search_finds_a_word_of_a_reason_and_a_curator(client: TestClient, founded: Database) -> None:
    _write(founded, "Le journal l’écrit : 100 %_ sûr.", "Nothing of that.")
    newest = _entries(_page(client))[0]
    assert _entries(_page(client, "/journal?q=l’écrit")) == [newest - 1]
    assert _entries(_page(client, "/journal?q=100 %25_")) == [newest - 1]
    assert _entries(_page(client, "/journal?q=grace")) == [newest, newest - 1]
    assert "No entry says this." in _page(client, "/journal?q=nobody-said-so")
    assert 'name="robots" content="noindex"' in _page(client, "/journal?q=grace")


def test_pages_lead_from_the_newest_entry_to_the_first(client: TestClient, founded: Database) -> None:
    _write(founded, *["Because."] * 60)
    seen: list[int] = []
    path = "/journal?lang=fr"
    while path:
        page = _page(client, path)
        seen += _entries(page)
        path = next(iter(re.findall(r'rel="next" href="([^"]*)"', page)), "")
        assert not path or "lang=fr" in path
    assert seen == list(range(len(seen), 0, -1))
    assert len(seen) > 100


@pytest.mark.parametrize("before", ["0", "-1", "x", "٣", "9" * 30, "1.5"])
def test_a_place_that_is_none_breaks_nothing(reader: TestClient, before: str) -> None:
    assert reader.get("/journal", params={"before": before}, headers=PERSON).status_code == 200


def test_what_somebody_wrote_is_text(client: TestClient, founded: Database) -> None:
    _write(founded, "<script>alert(1)</script>")
    raw = client.get("/journal?q=<script>", headers=PERSON).text
    assert "<script>" not in raw
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw


def test_the_page_says_that_the_chain_holds_and_what_the_release_was_signed_with(reader: TestClient) -> None:
    page = _page(reader)
    head = _entries(page)[0]
    assert f"to entry {head}." in page
    assert f"Release 1, which is out, was signed with entry {head - 1}." in page
    assert reader.get(f"/journal?after={head - 1}").json()["digest"] in page


def test_the_page_says_where_the_chain_breaks(client: TestClient, founded: Database) -> None:
    _write(founded, "One.")
    assert "The chain holds" in _page(client)
    with founded.write() as session:
        head = journal.head(session)
        assert head is not None
        entry = JournalEntry(
            sequence=head.sequence + 1,
            at=now(),
            actor="grace",
            action="approve",
            subject="proposal 1",
            body={},
            previous=head.digest,
            digest="0" * 64,
        )
        session.add(entry)
    page = _page(client)
    assert f"The chain does not hold: entry {head.sequence + 1} is missing" in page
    assert "The chain holds" not in page


def test_a_long_journal_is_followed_a_piece_at_a_time(
    client: TestClient, founded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "AT_ONCE", 30)
    assert "to entry 30. The Journal goes on to entry 51;" in _page(client)
    assert "to entry 51. " in _page(client)


def test_however_long_the_journal_is_the_page_asks_the_same_questions(client: TestClient, founded: Database) -> None:
    with counted() as few:
        _page(client, "/journal?q=grace")
    _write(founded, *["Because."] * 120)
    with counted() as many:
        _page(client, "/journal?q=grace")
    assert 0 < len(many) == len(few) < 10

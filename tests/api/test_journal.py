"""The Journal is there for everybody to check, and a Release says where it stood."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import rfc8785
from sqlmodel import col, select
from starlette.testclient import TestClient

from api import journal as published
from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.sealing import seals
from feeds.review import journal
from feeds.review.tables import JournalEntry
from tests.api.conftest import Run
from tests.api.moments import now


def _lines(client: TestClient, path: str = "/journal") -> list[dict[str, Any]]:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/jsonl")
    return [json.loads(line) for line in answer.text.splitlines()]


def _write(database: Database, *subjects: str) -> None:
    with database.write() as session:
        for subject in subjects:
            journal.record(session, at=now(), actor="ada", action="test", subject=subject, body={"wort": "für alle"})


@contextmanager
def _unguarded(database: Database) -> Iterator[list[JournalEntry]]:
    """Do what somebody can do who owns the database: no trigger holds, and the chain is made to fit again."""
    with database.write() as session:
        on = " ON journal" if session.get_bind().dialect.name == "postgresql" else ""
        for trigger in ("journal_is_not_changed", "journal_is_not_cut"):
            session.connection().exec_driver_sql(f"DROP TRIGGER {trigger}{on}")
        all_of_them = list(session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))))
        entries = all_of_them.copy()
        yield entries
        for gone in all_of_them[len(entries) :]:
            session.delete(gone)
        for before, entry in zip([None, *entries], entries, strict=False):
            entry.previous = before.digest if before else journal.BEGINNING
            entry.digest = journal.digest_of(entry)
            session.flush()


def test_anybody_can_check_the_chain_with_what_is_published(client: TestClient) -> None:
    entries = _lines(client)
    assert len(entries) > 2
    previous = "0" * 64
    for number, entry in enumerate(entries, 1):
        digest = entry.pop("digest")
        assert (entry["sequence"], entry["previous"]) == (number, previous)
        assert hashlib.sha256(rfc8785.dumps(entry)).hexdigest() == digest
        previous = digest


def test_a_long_journal_comes_in_pieces(client: TestClient, founded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _lines(client)
    monkeypatch.setattr(published, "PAGE", len(whole) - 1)
    first = client.get("/journal")
    assert first.links["next"]["url"] == f"/journal?after={len(whole) - 1}"
    assert [json.loads(line) for line in first.text.splitlines()] == whole[:-1]
    last = client.get(first.links["next"]["url"])
    assert "link" not in last.headers
    assert json.loads(last.text) == whole[-1]


def test_whoever_has_all_of_it_gets_nothing_more(client: TestClient) -> None:
    newest = _lines(client)[-1]["sequence"]
    assert _lines(client, f"/journal?after={newest}") == []


@pytest.mark.parametrize("after", ["-1", "x", "", "99999999999999999999"])
def test_a_place_that_is_none_is_refused(client: TestClient, after: str) -> None:
    answer = client.get(f"/journal?after={after}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["errors"][0]["field"] == "query.after"


def test_each_release_is_signed_with_the_head_of_its_day(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    _write(founded, "one", "two")
    head = _lines(client)[-1]
    folder = FeedFolder(settings.feed_dir)
    (folder.path / "timestamp.json").unlink()  # nothing is out: the next one is made
    release.run(founded, settings, now())
    seal = list(seals(folder))[-1]
    assert (seal.head.sequence, seal.head.digest) == (head["sequence"], head["digest"])


@pytest.mark.parametrize(
    ("field", "now_says"), [("subject", "another"), ("body", {"reason": "A better one."}), ("actor", "mallory")]
)
def test_a_journal_that_was_rewritten_and_fits_does_not_verify(
    vigie: Run, founded: Database, field: str, now_says: object
) -> None:
    assert vigie("journal", "verify")[0] == 0
    with _unguarded(founded) as entries:
        setattr(entries[0], field, now_says)
    code, _, problem = vigie("journal", "verify")
    assert code == 1
    assert "Release 1 was signed with another entry" in problem


def test_a_journal_that_lost_its_end_does_not_verify(vigie: Run, founded: Database) -> None:
    with _unguarded(founded) as entries:
        del entries[-2:]
    code, _, problem = vigie("journal", "verify")
    assert code == 1
    assert "which release 1 was signed with, is missing" in problem

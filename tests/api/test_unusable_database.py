"""A database that cannot be used, is damaged, or was written to by hand: what people are told, and what goes out."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database, without_triggers
from api.jobs import journal, release
from api.settings import Settings
from feeds.release.verifying import verify
from tests.api.moments import now


@pytest.fixture
def away(tmp_path: Path) -> TestClient:
    """A service whose database has no tables: to a request, that is one which is away."""
    return TestClient(Door(Settings(data_dir=tmp_path)), base_url="http://vigie.test")


def test_a_program_is_told_to_try_again_and_when(away: TestClient) -> None:
    answer = away.get("/journal", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "kept as a whole or not at all" in answer.json()["detail"]


@pytest.mark.parametrize(("language", "title"), [("en", "cannot do this right now"), ("fr", "ne peut pas le faire")])
def test_a_person_reads_a_page_in_their_language(away: TestClient, language: str, title: str) -> None:
    answer = away.get("/journal", headers={"accept": "text/html", "accept-language": language})
    assert (answer.status_code, title in answer.text) == (503, True)


def test_an_error_of_the_database_does_not_say_what_somebody_wrote(founded: Database) -> None:
    statement = text("INSERT INTO nowhere VALUES (:words)")
    with pytest.raises(DBAPIError) as failure, founded.write() as session:
        session.execute(statement, {"words": "what a child wrote"})
    assert "what a child wrote" not in str(failure.value)


@pytest.mark.parametrize("slipped", ["google.com", "cocochat.chat"])
def test_a_name_that_nobody_decided_on_holds_the_release(founded: Database, settings: Settings, slipped: str) -> None:
    with founded.write() as session, without_triggers(session):
        session.execute(text("UPDATE name SET hostname = :slipped WHERE hostname = 'coco.gg'"), {"slipped": slipped})
    assert slipped in release.run(founded, settings, now()).held
    root = (settings.feed_dir / "1.root.json").read_bytes()
    assert slipped not in {listed.name for listed in verify(settings.feed_dir, root).values.names}


def test_a_damaged_file_is_found_by_the_daily_check(founded_on_sqlite: Path, tmp_path: Path) -> None:
    file, settings = tmp_path / "vigie.db", Settings(data_dir=tmp_path)
    whole = (founded_on_sqlite / "vigie.db").read_bytes()
    file.write_bytes(whole[:-8192] + b"\xa5" * 8192)
    database = Database(settings.database)
    found = journal.run(database, settings, now())
    database.close()
    assert found.startswith("The database's file is damaged")

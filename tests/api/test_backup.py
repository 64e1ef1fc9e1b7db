"""What is in a backup is there again after a restore, on either database, and browsers take the feed that follows."""

import io
import tarfile
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from api import backup
from api.backup import Manifest
from api.database import Database, version
from api.jobs import release
from api.settings import Settings
from feeds.registry.tables import Name
from feeds.release.folder import FeedFolder
from feeds.release.sealing import seals
from feeds.release.tables import Release
from feeds.release.verifying import verify
from feeds.review import journal
from feeds.review.tables import JournalEntry, Person, Proposal
from tests.api.conftest import Run
from tests.api.moments import now
from tests.browser import feed_server
from tests.conftest import fresh_postgresql
from tests.release.key_rooms_for_tests import PythonTuf, Refused
from tests.review.proposing import EVIDENCE, approve, propose

ON_BOTH = pytest.mark.parametrize(
    ("settings", "elsewhere"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
ON_SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of another machine: an empty data folder and an empty database."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if request.param == "sqlite":
        yield Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'vigie.db'}"))
        return
    with fresh_postgresql(request.getfixturevalue("postgresql"), "template0") as url:
        yield Settings(data_dir=folder, database_url=SecretStr(url))


def taken(database: Database, settings: Settings, at: datetime) -> tuple[bytes, Manifest]:
    """A backup, and what it says of itself."""
    file = io.BytesIO()
    manifest = backup.take(database, settings, at, file, lambda _table: None)
    return file.getvalue(), manifest


def restored(settings: Settings, data: bytes, at: datetime) -> Database:
    """An installation made out of a backup."""
    database = Database(settings.database)
    backup.restore(database, settings, io.BytesIO(data), at, lambda _table: None)
    return database


def decide(database: Database, name: str) -> None:
    """Propose a name, and approve it."""
    with database.write() as session:
        key = name.replace(".", "-")
        source = EVIDENCE | {"key": key, "url": f"https://news.example.com/{key}"}
        addition = {"op": "add_name", "site": "coco", "name": name, "status": "active", "evidence": [key]}
        approve(session, propose(session, source, addition, at=now()))


def put_out(database: Database, settings: Settings, name: str) -> None:
    """Propose a name, approve it, and release it."""
    decide(database, name)
    assert release.run(database, settings, now()).changed


def check_journal(database: Database, settings: Settings) -> int:
    """How many entries the Journal has. Raises `BrokenChain`."""
    with database.read() as session:
        entries = session.exec(select(JournalEntry).order_by(text("sequence")))
        return journal.verify(entries, seals(FeedFolder(settings.feed_dir)))


def test_every_row_is_there_again_on_either_database(
    founded: Database, settings: Settings, elsewhere: Settings
) -> None:
    put_out(founded, settings, "cocochat.chat")
    entries = check_journal(founded, settings)
    data, before = taken(founded, settings, now())
    database = restored(elsewhere, data, now())
    _, after = taken(database, elsewhere, now())
    written_since = {"journal", "release"}
    assert before.tables.keys() == after.tables.keys() >= {"name", "proposal", "person", "evidence"} | written_since
    changed = {name for name in before.tables if before.tables[name] != after.tables[name]}
    assert changed == written_since
    assert check_journal(database, elsewhere) == entries + 2  # the restore, and the release under its new number
    database.close()


def test_work_goes_on_where_it_was_restored(founded: Database, settings: Settings, elsewhere: Settings) -> None:
    data, _ = taken(founded, settings, now())
    database = restored(elsewhere, data, now())
    put_out(database, elsewhere, "cocochat.chat")
    root = (settings.feed_dir / "1.root.json").read_bytes()
    assert "cocochat.chat" in {line.name for line in verify(elsewhere.feed_dir, root).values.names}
    assert check_journal(database, elsewhere) > 0
    database.close()


@ON_SQLITE
@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
def test_what_was_approved_and_not_yet_out_goes_out_where_it_was_restored(
    founded: Database, settings: Settings, elsewhere: Settings
) -> None:
    decide(founded, "cocochat.chat")
    data, _ = taken(founded, settings, now())
    database = restored(elsewhere, data, now())
    root = (settings.feed_dir / "1.root.json").read_bytes()
    assert "cocochat.chat" not in {line.name for line in verify(elsewhere.feed_dir, root).values.names}
    assert release.run(database, elsewhere, now()).changed
    assert "cocochat.chat" in {line.name for line in verify(elsewhere.feed_dir, root).values.names}
    database.close()


@ON_SQLITE
@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
def test_a_browser_that_saw_releases_after_the_backup_takes_the_restored_feed(
    founded: Database, settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    data, manifest = taken(founded, settings, now())
    root = (settings.feed_dir / "1.root.json").read_bytes()
    for name in ("one.chat", "two.chat"):
        put_out(founded, settings, name)
    (tmp_path / "kept").mkdir()
    with feed_server.running(settings.feed_dir) as lost:
        assert PythonTuf(tmp_path / "kept", lost.address, root).look() == 3
        restored(elsewhere, data, manifest.made + timedelta(minutes=1)).close()
        with feed_server.running(elsewhere.feed_dir) as server:
            assert PythonTuf(tmp_path / "kept", server.address, root).look() > 3
        with pytest.raises(Refused):  # what it would say to numbers that go back
            PythonTuf(tmp_path / "kept", lost.address, root).look()


@ON_BOTH
def test_a_backup_that_is_taken_while_curators_work_and_releases_go_out_is_of_one_moment(
    founded: Database, settings: Settings, elsewhere: Settings
) -> None:
    begun, enough = threading.Event(), threading.Event()

    def work() -> None:
        count = 0
        while not enough.is_set():
            put_out(founded, settings, f"name{count}.chat")
            begun.set()
            count += 1

    curator = threading.Thread(target=work)
    curator.start()
    try:
        assert begun.wait(30)
        data, manifest = taken(founded, settings, now())
    finally:
        enough.set()
        curator.join()
    database = restored(elsewhere, data, now())
    with database.read() as session:
        known = session.exec(select(Release.serial)).all()
        assert {manifest.serial, FeedFolder(elsewhere.feed_dir).serials()[-1]} <= set(known)
        waiting = len(session.exec(select(Proposal).where(Proposal.state == "approved")).all())
        names = len(session.exec(select(Name)).all())
    root = (settings.feed_dir / "1.root.json").read_bytes()
    assert len(verify(elsewhere.feed_dir, root).values.names) + waiting == names
    assert release.run(database, elsewhere, now()).changed == (waiting > 0)  # what was approved in that moment goes out
    assert len(verify(elsewhere.feed_dir, root).values.names) == names
    assert check_journal(database, elsewhere) > 0
    database.close()


@ON_SQLITE
@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
def test_the_online_keys_are_in_it_for_their_owner_alone_and_no_root_key_is(
    founded: Database, settings: Settings, elsewhere: Settings
) -> None:
    data, _ = taken(founded, settings, now())
    root_keys = [path.read_bytes().split(b"\n")[1] for path in settings.root_keys_dir.glob("*.pem")]
    assert len(root_keys) == 3
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        parts = {entry.name: tar.extractfile(entry) for entry in tar}
        everything = b"".join(part.read() for part in parts.values() if part)
    assert not [key for key in root_keys if key in everything]
    restored(elsewhere, data, now()).close()
    modes = {path.name: path.stat().st_mode & 0o777 for path in elsewhere.online_keys_dir.iterdir()}
    assert modes == {"targets.pem": 0o600, "snapshot.pem": 0o600, "timestamp.pem": 0o600}


@ON_SQLITE
def test_the_rules_of_the_database_hold_again_after_a_restore(
    founded: Database, settings: Settings, elsewhere: Settings
) -> None:
    data, _ = taken(founded, settings, now())
    database = restored(elsewhere, data, now())
    for statement in ("UPDATE journal SET actor = 'nobody'", "DELETE FROM journal", "DELETE FROM review"):
        with pytest.raises(DatabaseError), database.write() as session:
            session.execute(text(statement))
    database.close()


def test_a_backup_of_an_earlier_version_is_brought_to_this_one(elsewhere: Settings, tmp_path: Path) -> None:
    old = Settings(data_dir=tmp_path / "old", database_url=SecretStr(f"sqlite:///{tmp_path / 'old.db'}"))
    earlier = Database(old.database)
    earlier.migrate("0010")
    with earlier.write() as session:
        session.execute(text("INSERT INTO person (handle, kind, role) VALUES ('ada', 'person', 'admin')"))
    data, manifest = taken(earlier, old, now())
    assert (manifest.schema_revision, manifest.serial) == ("0010", None)
    database = restored(elsewhere, data, now())
    with database.read() as session:
        assert session.exec(select(Person.handle)).all() == ["ada"]
        assert version(session) > "0010"
    earlier.close()
    database.close()


@ON_SQLITE
@pytest.mark.parametrize("elsewhere", ["postgresql"], indirect=True)
def test_an_installation_moves_from_one_database_to_the_other_by_two_commands(
    vigie: Run, elsewhere: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = str(tmp_path / "vigie.backup")
    code, _, said = vigie("backup", file)
    assert (code, "release 1" in said) == (0, True)
    assert Path(file).stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("VIGIE_DATA_DIR", str(elsewhere.data_dir))
    monkeypatch.setenv("VIGIE_DATABASE_URL", elsewhere.database)
    code, said, _ = vigie("restore", file)
    assert (code, "all compared" in said) == (0, True)
    assert vigie("check", "coco.gg")[0] == 3
    assert vigie("journal", "verify")[0] == 0
    code, _, refused = vigie("restore", file)
    assert code == 1
    assert "holds tables" in refused

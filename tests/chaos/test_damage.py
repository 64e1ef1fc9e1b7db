"""What is kept goes bad: a page of the database, a row that somebody wrote by hand, a key whose time is over."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from api.database import without_triggers
from feeds.release import keys, metadata
from feeds.release.folder import POINTER, FeedFolder
from feeds.release.keys import roots
from feeds.release.keys.passphrases import beside
from feeds.release.verifying import DoesNotHold
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.processes import PATIENCE, House, house
from tests.chaos.traffic import approve_name, ask, counted, is_out, read, report, until_out


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    """An installation of its own."""
    with house(tmp_path / "house") as made:
        yield made


def test_a_damaged_database_is_found_and_said_and_a_backup_brings_all_of_it_back(
    made: House, tmp_path: Path, outcome: Outcome
) -> None:
    service = made.serve()
    service.until_ready()
    assert report(service.address, 1)[0] == 202
    service.stop()
    backup = tmp_path / "vigie.backup"
    assert made.vigie("backup", str(backup), name="backup").wait() == 0
    _damage(made.settings.data_dir / "vigie.db", "journal")
    damaged = made.serve("damaged")
    until("feed", lambda: ask(f"{damaged.address}/feed/{POINTER}")[0] == 200, PATIENCE)
    damaged.until_said("The database's file is damaged")
    assert ask(f"{damaged.address}/journal")[0] == 503
    over = made.vigie("backup", str(backup), name="backup-of-damage")
    assert over.wait() == 1
    assert "The database is damaged" in over.said
    damaged.kill()
    restored = House(
        tmp_path / "restored", f"sqlite:///{tmp_path / 'restored' / 'data' / 'vigie.db'}", {}, made.started
    )
    (tmp_path / "restored").mkdir()
    command = restored.vigie("restore", str(backup), name="restore")
    assert command.wait() == 0, command.said
    assert read(restored).serial > read(made).serial
    restored.serve().until_ready()
    lost = 1 - counted(restored)
    outcome(
        "a page of the database is garbage", "feed served, said in log and /metrics; restored from the backup", lost
    )


def _damage(file: Path, table: str) -> None:
    """Write garbage over the page at which a table begins."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with file.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xa5" * size)


@pytest.mark.parametrize("poison", ["google.com", "coco-nobody.chat"])
def test_a_name_that_somebody_wrote_into_the_database_never_goes_out(
    made: House, poison: str, outcome: Outcome
) -> None:
    with made.database() as database, database.write() as session, without_triggers(session):
        statement = text("UPDATE name SET hostname = :poison WHERE hostname = 'coco.gg'")
        session.execute(statement, {"poison": poison})
    service = made.serve()
    service.until_said("release held")
    assert f"{poison} is in the registry, and no approved proposal put it there" in service.said
    approve_name(made, "coco-later.chat")  # of the same Site, so that a Release has to read it
    released = made.vigie("release", name="release")
    assert released.wait() == 4
    assert poison in released.said
    assert not is_out(made, poison)
    with made.database() as database, database.write() as session, without_triggers(session):
        session.execute(text("UPDATE name SET hostname = 'coco.gg' WHERE hostname = :poison"), {"poison": poison})
    until_out(made, "coco-later.chat")
    outcome(f"a row with {poison} written by hand", "no release with it; said in log and mail; goes on without it", 0)


def test_when_the_root_that_names_the_keys_has_expired_nothing_goes_out_until_it_is_renewed(
    made: House, outcome: Outcome
) -> None:
    service = made.serve()
    service.until_ready()
    _expire(made)
    approve_name(made, "coco-later.chat")
    service.until_said("expired")
    assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
    with pytest.raises(DoesNotHold, match="expired"):
        read(made)
    assert FeedFolder(made.settings.feed_dir).serials() == [1]
    folder = str(made.settings.root_keys_dir)
    renewed = made.vigie("keys", "rotate", "root", "--root-keys", folder, name="renew")
    assert renewed.wait() == 0, renewed.said
    until_out(made, "coco-later.chat")
    outcome(
        "the keys have expired", "no release; browsers keep their list; `vigie keys rotate root` and it goes out", 0
    )


def _expire(made: House) -> None:
    """Put out a root that ended yesterday, as if nobody had renewed it for two years."""
    folder = FeedFolder(made.settings.feed_dir)
    before, signers = roots.newest(folder), keys.found_in(made.settings.root_keys_dir, beside)
    ended = datetime.now(UTC) - metadata.LIFETIME["root"] - timedelta(days=1)
    roots.put_out(folder, roots.after(before, roots.named_by(before), signers, ended))

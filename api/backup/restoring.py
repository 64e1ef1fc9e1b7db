"""Makes an installation out of a backup, where none is.

Rules
- Nothing is written into a place that holds anything. What is refused or killed halfway leaves a place to be emptied.
- The rows are read back and compared before they count.
- Browsers refuse a feed whose numbers go back, and what went out after the backup was taken nobody here knows. So every
  number goes ahead by the seconds since then: a Release takes longer than one.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from api.backup import rows
from api.backup.archive import BadBackup, Manifest, unpack
from api.database import Database, alone, without_triggers
from api.jobs import planning, rotation
from api.settings import Settings
from feeds.release import keys
from feeds.release.folder import FeedFolder
from feeds.release.keys import resigning
from feeds.review import journal

ACTOR: Final = "backup"
FOLDERS: Final = ("feed", "keys")


class AlreadyThere(ValueError):
    """The place to restore to holds something. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Restored:
    """An installation that was restored: how many rows, and the serial that is out now, None when none was."""

    rows: int
    serial: int | None


def restore(
    database: Database,
    settings: Settings,
    source: IO[bytes],
    at: datetime,
    tell: Callable[[str], None] = lambda _: None,
) -> Restored:
    """Restore a backup into an empty folder and an empty database. `tell` is given each table's name when it is in.

    Raises `BadBackup`, `AlreadyThere`, `KeysMissing` and `DoesNotHold`.
    """
    _check_empty(database, settings)
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".restoring-") as name:
        unpacked = Path(name)
        manifest = unpack(source, unpacked)
        _fill(database, manifest, unpacked / "tables", tell)
        database.migrate()
        for folder in FOLDERS:
            _place(unpacked / folder, settings.data_dir / folder)
    return Restored(sum(table.rows for table in manifest.tables.values()), _go_ahead(database, settings, manifest, at))


def _check_empty(database: Database, settings: Settings) -> None:
    with database.read() as session:
        if rows.tables(session.connection()):
            raise AlreadyThere("The database holds tables; a backup is restored into an empty one.")
    for folder in FOLDERS:
        if (settings.data_dir / folder).exists():
            raise AlreadyThere(f"{settings.data_dir / folder} is there; a backup is restored into an empty folder.")


def _fill(database: Database, manifest: Manifest, folder: Path, tell: Callable[[str], None]) -> None:
    try:
        database.migrate(manifest.schema_revision)
    except LookupError:
        newer = f"This backup was made by a newer version of Vigie (its tables are at {manifest.schema_revision})"
        raise BadBackup(f"{newer}; restore it with that version.") from None
    with database.write() as session, without_triggers(session):  # they judge what people do, and not what was done
        connection = session.connection()
        for table in rows.tables(connection):
            with _explained(table.name), (folder / f"{table.name}.jsonl").open("rb") as written:
                rows.insert(connection, table, (line.rstrip(b"\n") for line in written))
            _compare(connection, manifest, table)
            tell(table.name)


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError, DBAPIError) as reason:
        raise BadBackup(f"The table {name} cannot be restored: {getattr(reason, 'orig', reason)}.") from None


def _compare(connection: Connection, manifest: Manifest, table: Table) -> None:
    found, written = rows.total(connection, table), manifest.tables.get(table.name)
    if written is None or (found.rows, found.digest) != (written.rows, written.digest):
        raise BadBackup(f"The table {table.name} is not after the restore what it was before.")


def _place(unpacked: Path, place: Path) -> None:
    if not unpacked.exists():
        return
    shutil.move(unpacked, place)
    private = place.name == "keys"
    for path in (place, *place.rglob("*")):
        path.chmod((0o700 if private else 0o755) if path.is_dir() else (0o600 if private else 0o644))


def _go_ahead(database: Database, settings: Settings, manifest: Manifest, at: datetime) -> int | None:
    feed, ahead = FeedFolder(settings.feed_dir), max(1, int((at - manifest.made).total_seconds()))
    with database.write() as session:
        alone(session, planning.ACTOR)
        if manifest.serial is not None:
            resigning.resign_from(feed, "targets", keys.load(settings.online_keys_dir), at, ahead)
            rotation.record_again(session, feed, at)
        out = feed.out()
        body = {"made": manifest.made.isoformat(), "serial": manifest.serial}
        subject = f"release {out.serial}" if out else "an installation without a release"
        journal.record(session, at=at, actor=ACTOR, action="restore", subject=subject, body=body)
    return out.serial if out else None

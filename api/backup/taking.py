"""Takes a backup while everything runs.

The database is read as it was in one moment, in which no Release was on its way out: so the feed that is copied is the
one that the database knows. All files of a feed but two never change; those two are read in that moment.
"""

import io
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Table

from api.backup import rows
from api.backup.archive import FORMAT, Manifest, Packing, TableTotal
from api.database import Database, alone, version
from api.jobs.planning import ACTOR
from api.settings import Settings
from feeds.release.folder import CHANGES_IN_PLACE, FeedFolder
from feeds.release.keys.files import ONLINE_ROLES


def take(database: Database, settings: Settings, at: datetime, to: IO[bytes], tell: Callable[[str], None]) -> Manifest:
    """Write a backup of the installation. `tell` is given each table's name when it is done.

    Raises `FolderUnusable`, and what the stream raises.
    """
    packing, totals = Packing(to, at), {}
    with database.still() as session:
        with database.write() as lock:
            alone(lock, ACTOR)
            revision = version(session)  # the first look: from here on the session sees this moment
            feed = _feed(settings)
            out = FeedFolder(settings.feed_dir).out()
        for table in rows.tables(session.connection()):
            totals[table.name] = _pack(packing, session.connection(), table)
            tell(table.name)
    for name, content in feed.items():
        if content is not None:
            packing.add(f"feed/{name}", io.BytesIO(content))
        else:
            _copy(packing, f"feed/{name}", settings.feed_dir / name)
    for role in ONLINE_ROLES:
        _copy(packing, f"keys/{role}.pem", settings.online_keys_dir / f"{role}.pem")
    manifest = Manifest(
        format=FORMAT,
        made=at,
        schema_revision=revision,
        serial=out.serial if out else None,
        tables=totals,
        parts=packing.parts,
    )
    packing.end(manifest)
    return manifest


def _feed(settings: Settings) -> dict[str, bytes | None]:
    """The files of the feed by path; with their content where it may be another one in a moment."""
    place = settings.feed_dir
    files = (path for path in place.rglob("*") if path.is_file() and not path.name.startswith("."))
    names = sorted(path.relative_to(place).as_posix() for path in files)
    return {name: (place / name).read_bytes() if name in CHANGES_IN_PLACE else None for name in names}


def _pack(packing: Packing, connection: Connection, table: Table) -> TableTotal:
    total = rows.Total()
    with tempfile.TemporaryFile() as written:
        for line in rows.lines(connection, table):
            total.add(line)
            written.write(line + b"\n")
        packing.add(f"tables/{table.name}.jsonl", written)
    return TableTotal(rows=total.rows, digest=total.digest)


def _copy(packing: Packing, name: str, place: Path) -> None:
    """One file, if it is still there: a Release may have taken the place of one that few readers need any more."""
    try:
        content = place.open("rb")
    except FileNotFoundError:
        return
    with content:
        packing.add(name, content)

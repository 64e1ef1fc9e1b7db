"""`vigie backup` and `vigie restore`"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from api import backup
from api.cli.installation import now, opened

STREAM = "-"


def take(
    to: Annotated[str, typer.Argument(metavar="FILE", help="Where to write it; `-` for standard output.")],
) -> None:
    """Write everything into one file, while the service runs: database, journal, feed, online keys. No root key.

    Whoever has the file can sign the feed: keep it as closed as this machine.
    """
    with opened() as (database, settings), _written(to) as file:
        manifest = backup.take(database, settings, now(), file, _tell)
    rows = sum(table.rows for table in manifest.tables.values())
    release = f"release {manifest.serial}" if manifest.serial else "no release yet"
    typer.echo(f"Backed up: {rows} rows in {len(manifest.tables)} tables, {release}.", err=True)


def restore(
    source: Annotated[str, typer.Argument(metavar="FILE", help="What `vigie backup` wrote; `-` for standard input.")],
) -> None:
    """Make an installation out of a backup, in an empty data folder and an empty database of either kind.

    The rows are compared with those that were backed up. The feed is out again at once under higher numbers, so that
    browsers take it.
    """
    with opened() as (database, settings), _read(source) as file:
        restored = backup.restore(database, settings, file, now(), _tell)
    release = f"Release {restored.serial} is out." if restored.serial else "No release is out yet."
    typer.echo(f"Restored: {restored.rows} rows, all compared. {release}")


def _tell(table: str) -> None:
    if sys.stderr.isatty():
        typer.echo(f"  {table}", err=True)


@contextmanager
def _written(to: str) -> Iterator[IO[bytes]]:
    """A file that is there when it is whole, and readable by its owner alone."""
    if to == STREAM:
        yield sys.stdout.buffer
        return
    place = Path(to)
    with _explained(place), tempfile.NamedTemporaryFile(dir=place.parent, prefix=".writing-", delete=False) as file:
        try:
            yield file.file
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(place)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


@contextmanager
def _read(source: str) -> Iterator[IO[bytes]]:
    if source == STREAM:
        yield sys.stdin.buffer
        return
    with _explained(Path(source)), Path(source).open("rb") as file:
        yield file


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise backup.BadBackup(f"{place}: {reason.strerror or reason}.") from None

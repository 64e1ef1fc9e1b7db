"""Writes the names of others that this installation hands on: a file for each licence, in a folder of their own."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from api.database import Database
from api.settings import Settings
from feeds.intake.lists import tier


def write(database: Database, settings: Settings, _at: datetime) -> int:
    """Bring the files in `imported_dir` in line with the lists that count and are published; return how many changed.

    A file whose licence no published list has any more goes.
    """
    folder, changed = settings.imported_dir, 0
    with database.read() as session:
        licences = tier.by_licence(session, settings.publish_lists or ())
        if not licences and not folder.is_dir():
            return 0
        folder.mkdir(parents=True, exist_ok=True)
        for licence, batches in licences.items():
            changed += _replace(folder / tier.file_of(licence), tier.text(session, licence, batches))
    stays = {tier.file_of(licence) for licence in licences}
    for file in folder.glob("imported-*.txt"):
        if file.name not in stays:
            file.unlink()
            changed += 1
    return changed


def _replace(place: Path, lines: Iterable[str]) -> bool:
    """Write a file beside its place and move it there, unless it says what is there already."""
    with NamedTemporaryFile("w", dir=place.parent, encoding="utf-8", delete=False) as paper:
        paper.writelines(f"{line}\n" for line in lines)
    new = Path(paper.name)
    if place.is_file() and place.read_bytes() == new.read_bytes():
        new.unlink()
        return False
    new.chmod(0o644)
    os.replace(new, place)  # noqa: PTH105
    return True

"""The version of Vigie before this one, from the history: what was there before the newest migration."""

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.script import ScriptDirectory

from api.database import MIGRATIONS

ROOT: Final = Path(__file__).parents[2]


class NoHistory(LookupError):
    """The history does not reach back that far. `str()` is one sentence."""


def newest_migration(migrations: Path = MIGRATIONS) -> Path:
    """The file of the newest migration among these."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    head = ScriptDirectory.from_config(config).get_revision("head")
    assert head is not None
    return Path(head.module.__file__ or "")


def unpack_the_one_before(folder: Path) -> Path:
    """Put the version before the newest migration into an empty folder. Raises `NoHistory`, as in a shallow clone."""
    newest = newest_migration().relative_to(ROOT)
    added = _git("log", "--diff-filter=A", "--format=%H", "-1", "--", str(newest)).decode().strip()
    before = f"{added}^" if added else "HEAD"  # not added yet: it is the one that is being written
    if not added and _git("ls-tree", "HEAD", str(newest)):
        raise NoHistory(f"The history does not say when {newest.name} was added.")
    with tarfile.open(fileobj=io.BytesIO(_git("archive", before, "api", "feeds"))) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _git(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise NoHistory(f"The history cannot be read: {done.stderr.decode().strip()}")
    return done.stdout

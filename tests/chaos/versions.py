"""The version of Vigie before this one, from the history: what was there before the newest migration."""

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.script import ScriptDirectory

from api.database import MIGRATIONS

ROOT: Final = Path(__file__).parents[2]
REACH: Final = 20
# Python runs this before anything else of its own: a module that this version lacks is not to come out of the checkout,
# where a development install would find it.
ALONE: Final = """
import sys
sys.meta_path[:] = [finder for finder in sys.meta_path if "_Editable" not in getattr(finder, "__name__", "")]
"""


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
    """Put the version before the newest migration into a folder; where it lies, for PYTHONPATH.

    Of the last commits with those tables it is the newest whose program begins: between commits that belong together
    there is none. Raises `NoHistory`, as in a shallow clone.
    """
    newest = newest_migration().relative_to(ROOT)
    added = _git("log", "--diff-filter=A", "--format=%H", "-1", "--", str(newest)).decode().strip()
    before = f"{added}^" if added else "HEAD"  # not added yet: it is the one that is being written
    if not added and _git("ls-tree", "HEAD", str(newest)):
        raise NoHistory(f"The history does not say when {newest.name} was added.")
    for commit in _git("log", "--format=%h", "-n", str(REACH), before).decode().split():
        unpacked = _unpack(commit, folder / commit)
        if _begins(unpacked):
            return unpacked
    raise NoHistory(f"Of the {REACH} commits before {newest.name} none holds a program that begins.")


def _unpack(commit: str, folder: Path) -> Path:
    with tarfile.open(fileobj=io.BytesIO(_git("archive", commit, "api", "feeds"))) as archive:
        archive.extractall(folder, filter="data")
    (folder / "sitecustomize.py").write_text(ALONE)
    return folder


def _begins(unpacked: Path) -> bool:
    environment = {**os.environ, "PYTHONPATH": os.fspath(unpacked)}
    command = [sys.executable, "-P", "-c", "import api.cli, api.app"]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def _git(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise NoHistory(f"The history cannot be read: {done.stderr.decode().strip()}")
    return done.stdout

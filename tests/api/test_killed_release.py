"""A release that is killed at any step leaves the old one or the new one, whole, and the next run finishes it.

The steps are found by tracing a run: what Python reports of a file in the data folder that is replaced, removed or
made, and every commit. Between two of them nothing changes that anybody could see.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine
from sqlalchemy.event import listen
from sqlmodel import col, select

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.tables import Release
from feeds.release.verifying import verify
from feeds.review.tables import Proposal
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

NEW_NAME = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}
EVERY = 5  # `make chaos` kills at every step
CHANGES_FILES = {"os.rename", "os.remove", "os.mkdir"}


def test_a_kill_leaves_a_whole_release_and_the_next_run_finishes_it(founded_on_sqlite: Path, tmp_path: Path) -> None:
    assert kill_at_each(range(1, 1000, EVERY), founded_on_sqlite, tmp_path) > 20


def kill_at_each(steps: range, founded_on_sqlite: Path, tmp_path: Path) -> int:
    """Kill a release at each of these steps, and check what is left and what the next run makes of it.

    Ends with the first step that a release has not, and returns it.
    """
    original = tmp_path / "original"
    shutil.copytree(founded_on_sqlite, original)
    _approve_new_name(_settings(original))
    seen = set()
    for step in steps:
        settings = _settings(tmp_path / "killed")
        shutil.copytree(original, settings.data_dir)
        killed = _is_killed_at(step, settings)
        seen.add(_serial_out(settings))
        _finish_and_check(settings)
        shutil.rmtree(settings.data_dir)
        if not killed:
            break
    assert seen == {1, 2}
    return step


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'vigie.db'}"))


def _approve_new_name(settings: Settings) -> None:
    database = Database(settings.database)
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, NEW_NAME))
    database.close()


def _is_killed_at(step: int, settings: Settings) -> bool:
    child = os.fork()
    if child == 0:
        try:
            database = Database(settings.database)
            die_before(step, settings.data_dir)
            release.run(database, settings, now())
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "the release itself failed"
    return status == signal.SIGKILL


def die_before(step: int, folder: Path) -> None:
    """Let this process be killed before it has changed so many files of a folder, or committed."""
    done = 0

    def count(*_: object) -> None:
        nonlocal done
        done += 1
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_file(event: str, arguments: tuple[object, ...]) -> None:
        if event in CHANGES_FILES and str(arguments[0]).startswith(str(folder)):
            count()

    sys.addaudithook(on_file)
    listen(Engine, "commit", count)


def _serial_out(settings: Settings) -> int:
    verified = verify(settings.feed_dir, FeedFolder(settings.feed_dir).read("1.root.json"))
    is_new = "cocochat.chat" in {line.name for line in verified.values.names}
    assert is_new == (verified.serial > 1), "a mix of two releases"
    return verified.serial


def _finish_and_check(settings: Settings) -> None:
    database = Database(settings.database)
    release.run_if_due(database, settings, now())
    with database.read() as session:
        recorded = session.exec(select(Release.serial).order_by(col(Release.serial))).all()
        assert recorded in ([1, 2], [1, 3]), "the number of metadata that was written and not put out is not used again"
        assert session.exec(select(Proposal.state).order_by(col(Proposal.id).desc())).first() == "published"
    database.close()
    assert _serial_out(settings) == recorded[-1]

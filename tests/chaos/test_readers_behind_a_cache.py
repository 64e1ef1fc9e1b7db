"""200 Releases go out behind a CDN, many of them cut short: readers see one Release or the next, and never a mix.

Two places of the CDN: at one, the pointer may be kept for two seconds, so that readers see many of the Releases; at the
other for 300, as shipped, so that whoever comes there when all is over begins with a pointer from before.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlmodel import select

from api.database import Database
from api.jobs import founding, release
from feeds.release import contents
from feeds.release.folder import POINTER, FeedFolder
from feeds.release.keys.passphrases import beside
from feeds.release.tables import Release
from tests.browser.waiting import until
from tests.chaos.caching import Place, place
from tests.chaos.conftest import Outcome
from tests.chaos.readers import Reader, prober, readers
from tests.conftest import on_sqlite
from tests.review.proposing import LIST_COCO, approve, propose
from tests.serving.asking import ask

RELEASES: Final = 200
SEED: Final = 8
NAMES: Final = 30
POINTER_SECONDS: Final = 2
PATIENCE: Final = 1800.0  # seconds for all of them; alone on a machine it is one minute


def test_readers_behind_a_cache_see_whole_releases_and_need_no_purge(tmp_path: Path, outcome: Outcome) -> None:
    folder = _found(tmp_path / "data")
    feed = folder / "feed"
    with ExitStack() as stack:
        near = stack.enter_context(place(tmp_path / "near", feed, pointer_seconds=POINTER_SECONDS))
        far = stack.enter_context(place(tmp_path / "far", feed))
        crowd = stack.enter_context(readers(tmp_path / "near", feed, near, of_each=2))
        answers = stack.enter_context(prober(feed, near))
        until("readers who read", lambda: all(each.serials() for each in crowd))
        assert ask(_port(far), f"/feed/{POINTER}").status == 200  # kept there from now on
        killed = _release(folder)
        until("newest release with each reader", lambda: {each.serials()[-1] for each in crowd} == {_out(feed)})
        late = stack.enter_context(readers(tmp_path / "far", feed, far, of_each=1))
        until("late readers who read", lambda: all(each.looks() for each in late))
        assert ask(_port(far), f"/feed/{POINTER}").status == 200
    _tell(outcome, folder, near, crowd, late, killed, answers)


def _found(folder: Path) -> Path:
    """An installation with one Site, of so many names that one more or less is not held: its Releases take little."""
    settings, at = on_sqlite(folder), datetime.now(UTC)
    folder.mkdir()
    database = Database(settings.database)
    database.migrate()
    founding.make_keys(settings, [settings.root_keys_dir], beside, at)
    with database.write() as session:
        others = [{**LIST_COCO[2], "name": f"coco-{number}.chat"} for number in range(NAMES)]
        approve(session, propose(session, *LIST_COCO, *others))
    release.run(database, settings, at)
    database.close()
    return folder


def _release(folder: Path) -> int:
    """Put all Releases out, in a process of its own; how many were killed."""
    command = [sys.executable, "-m", "tests.chaos.releasing", str(folder), str(RELEASES), str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout.split()[-1])


def _out(feed: Path) -> int:
    out = FeedFolder(feed).out()
    assert out is not None
    return out.serial


def _port(there: Place) -> int:
    return int(there.host.rpartition(":")[2])


def _truth(folder: Path) -> dict[int, dict[str, str]]:
    """What each Release said, by its serial, as it was recorded."""
    database = Database(on_sqlite(folder).database)
    with database.read() as session:
        rows = session.exec(select(Release)).all()
    database.close()
    return {row.serial: {name: getattr(row, f"{name}_sha256") for name in contents.SAID} for row in rows}


def _tell(
    outcome: Outcome,
    folder: Path,
    near: Place,
    crowd: Sequence[Reader],
    late: Sequence[Reader],
    killed: int,
    answers: Counter[int],
) -> None:
    truth = _truth(folder)
    looks = sum(len(each.looks()) for each in crowd)
    seen = {serial for each in crowd for serial in each.serials()}
    refused = [refusal for each in crowd for refusal in each.refusals()]
    lost = [what for each in (*crowd, *late) for what in each.lost(truth)]
    lost += [f"{each.name}, late, was refused: {refusal['why']}" for each in late for refusal in each.refusals()]
    states = near.states()
    happened = (
        f"{killed} killed; {looks} looks of {len(crowd)} readers saw {len(seen)} of {len(truth)} releases,"
        f" {len(refused)} refusals healed, {len(lost)} mixes; {states['HIT'] / states.total():.0%} of {states.total()}"
        f" answers from the cache; {answers[200]} of {answers.total()} files asked for too early were there"
    )
    print("\n".join(lost[:20]))
    outcome(f"{RELEASES} releases behind a CDN, killed at random", happened, len(lost))

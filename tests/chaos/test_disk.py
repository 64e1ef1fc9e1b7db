"""The disk is full, breaks, or is slow."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy.exc import OperationalError

from feeds.release.folder import POINTER
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.disks import disk
from tests.chaos.processes import House, house
from tests.chaos.traffic import BREATH, approve_name, ask, counted, read, report, until_out

SLOW: Final = 0.2
"""How long each flush takes, in seconds: a disk that many share, or a network's."""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    """An installation whose data folder a test may move to another disk."""
    with house(tmp_path / "house") as made:
        yield made


def test_while_the_disk_of_the_database_is_full_what_is_sent_is_refused_and_the_feed_is_served(
    made: House, outcome: Outcome
) -> None:
    with disk(made, made.folder / "data") as data:
        service = made.serve()
        service.until_ready()
        taken = [report(service.address, 1)[0]]
        data.fill()
        refused, said = report(service.address, 2)
        assert (refused, "The database cannot be used" in said) == (503, True)
        with pytest.raises(OperationalError, match="full"):
            approve_name(made, "coco-later.chat")
        assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
        assert ask(f"{service.address}/sites/coco")[0] == 200
        assert "database or disk is full" in service.said
        data.empty()
        taken.append(report(service.address, 3)[0])
        approve_name(made, "coco-later.chat")
        until_out(made, "coco-later.chat")
        lost = taken.count(202) - counted(made)
    assert taken == [202, 202]
    outcome("the disk of the database is full", "503 to what is sent, pages and feed served; goes on with room", lost)


def test_while_the_disk_of_the_feed_is_full_no_release_goes_out_and_none_is_half_out(
    made: House, outcome: Outcome
) -> None:
    with disk(made, made.folder / "data" / "feed") as feed:
        service = made.serve()
        service.until_ready()
        before = read(made)
        feed.fill()
        approve_name(made, "coco-later.chat")
        service.until_said("cannot be written: No space left on device")
        assert read(made) == before
        assert not list((made.settings.feed_dir).rglob(".writing-*"))
        feed.empty()
        until_out(made, "coco-later.chat")
    outcome("the disk of the feed is full", "the release before stays out, whole; the next one goes out with room", 0)


def test_a_disk_that_broke_serves_what_is_out_and_goes_on_when_it_is_mended(made: House, outcome: Outcome) -> None:
    with disk(made, made.folder / "data") as data:
        service = made.serve()
        service.until_ready()
        assert report(service.address, 1)[0] == 202
        before = read(made)
        data.fail()
        assert report(service.address, 2)[0] == 503
        assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
        assert read(made) == before
        service.kill()
        again = made.serve("again-while-broken")
        until("feed", lambda: ask(f"{again.address}/feed/{POINTER}")[0] == 200)
        assert report(again.address, 3)[0] == 503
        again.kill()
        data.mend()
        mended = made.serve("mended")
        mended.until_ready()
        assert report(mended.address, 4)[0] == 202
        lost = 2 - counted(made)
    outcome("the disk can only be read", "503 to what is sent, the feed served; goes on after fsck", lost)


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs Debian's strace")
def test_on_a_slow_disk_reports_wait_their_turn_and_the_feed_waits_for_nobody(made: House, outcome: Outcome) -> None:
    flushes = ["-e", "trace=fsync,fdatasync", "-e", f"inject=fsync,fdatasync:delay_enter={round(SLOW * 1_000_000)}"]
    service = made.serve(prefix=["strace", "-f", "-qq", "--seccomp-bpf", "-o", os.devnull, *flushes])
    service.until_ready()
    approve_name(made, "coco-later.chat")
    with ThreadPoolExecutor(20) as families:
        sent = [families.submit(report, service.address, household) for household in range(20)]
        read_meanwhile = 0
        while not all(report.done() for report in sent):
            assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
            read(made)
            read_meanwhile += 1
            wait(sent, BREATH)
    taken = [answer.result()[0] for answer in sent]
    until_out(made, "coco-later.chat")
    assert read_meanwhile > 1
    outcome(
        "the disk is slow",
        "reports wait and are kept, a release is late and whole, the feed is as quick",
        taken.count(202) - counted(made),
    )

"""What one run does, what it leaves alone, and what it does when something of ours is broken."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from api.database import Database
from feeds.hostnames import parse
from feeds.watch.looking import AGAIN_AFTER, Remembered, digest_of, worth_a_look
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due, ObservationRow
from tests.conftest import NOON
from tests.watch.watching import Watching, watching

COCO = parse("coco.live")
ADDRESSES = ("198.51.100.7",)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watching]:
    database = Database(f"sqlite:///{tmp_path / 'vigie.db'}")
    database.migrate()
    with watching("same-label-another-chat", tmp_path, database) as watch:
        yield watch
    database.close()


def _asked_again(after: timedelta, addresses: tuple[str, ...] = ADDRESSES) -> bool:
    before = {"coco.live": Remembered(NOON, digest_of(ADDRESSES))}
    return worth_a_look({COCO: addresses}, before, NOON + after) == [COCO]


def test_a_name_that_was_never_looked_at_is_worth_a_look() -> None:
    assert worth_a_look({COCO: ADDRESSES}, {}, NOON) == [COCO]


def test_a_name_that_is_not_the_site_is_left_alone_for_a_week() -> None:
    assert not _asked_again(AGAIN_AFTER - timedelta(seconds=1))
    assert _asked_again(AGAIN_AFTER)


def test_a_name_that_moved_to_other_servers_is_looked_at_at_once() -> None:
    assert _asked_again(timedelta(days=1), ("198.51.100.8",))
    assert not _asked_again(timedelta(days=1), ("2606:4700::1111", *ADDRESSES))  # a sweep sees IPv4 alone


def test_a_strangers_site_is_visited_once_in_a_week_of_daily_rounds(watch: Watching) -> None:
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(*expected.history, *range(expected.day, expected.day + 6))
    pages = [request for request in watch.internet.requests if (request.host, request.path) == (expected.new, "/")]
    assert len({request.scheme for request in pages}) == len(pages) == 1


def test_each_name_of_a_site_is_looked_at_once_a_day(watch: Watching) -> None:
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(expected.day, expected.day, expected.day)
    assert sum(line.startswith(f"name       {expected.old}") for line in watch.lines) == 1


def test_what_fails_for_our_reasons_is_put_back_and_the_others_go_on(watch: Watching) -> None:
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old, "wird-nie-gefunden.de")
    with watch.database.write() as session:
        broken = ObservationRow(name=expected.old, at=watch.moment(1), showed="site", document={"version": 99})
        session.add(broken)
    outcome = watch.on(2)
    assert outcome.failed >= 1
    assert any(line.startswith("name       wird-nie-gefunden.de") and "failed" not in line for line in watch.lines)
    with watch.database.read() as session:
        row = session.exec(select(Due).filter_by(kind=DueKind.NAME, subject=expected.old)).one()
    assert (row.failures, row.claimed_by) == (1, None)
    assert row.due_at > watch.moment(2)
    assert watch.on(2).failed == 0  # not before it is due again


def test_a_name_that_was_retracted_is_not_looked_at(watch: Watching) -> None:
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(1)
    watch.retracts(expected.old)
    before = len(watch.internet.requests)
    assert not watch.on(2)
    assert len(watch.internet.requests) == before

"""PostgreSQL goes away and comes back; nobody gets a connection."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from sqlalchemy import create_engine, text

from feeds.release.folder import POINTER
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.postgresql import Postgresql, postgresql
from tests.chaos.processes import House, Service, house
from tests.chaos.traffic import BREATH, approve_name, ask, counted, report, until_out

AWAY_SECONDS: Final = 60
MORE_THAN_THREADS: Final = 60
"""Requests that wait at once: a web worker has 40 threads and 15 connections."""


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    """A PostgreSQL that can be stopped."""
    with postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def made(server: Postgresql, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation on it."""
    with house(tmp_path_factory.mktemp("house"), server.url) as made:
        yield made


@pytest.fixture(scope="module")
def service(made: House) -> Service:
    """Its service, which runs through all of it."""
    service = made.serve()
    service.until_ready()
    return service


def test_while_the_database_is_away_the_feed_is_served_and_what_is_sent_is_refused_at_once(
    made: House, server: Postgresql, service: Service, outcome: Outcome
) -> None:
    before = counted(made)
    taken = [report(service.address, 1)[0]]
    server.stop()
    began, slowest, household = time.monotonic(), 0.0, 2
    while time.monotonic() < began + AWAY_SECONDS:
        asked = time.monotonic()
        assert report(service.address, household)[0] == 503
        slowest, household = max(slowest, time.monotonic() - asked), household + 1
        time.sleep(BREATH)
        assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
        assert ask(f"{service.address}/readyz")[0] == 503
    server.start()
    until("service that is ready", service.is_ready)
    taken.append(report(service.address, household)[0])
    approve_name(made, "coco-later.chat")
    until_out(made, "coco-later.chat")
    assert taken == [202, 202]
    assert '"job": "release"' in service.said
    lost = before + 2 - counted(made)
    outcome(
        f"the database is away {AWAY_SECONDS} s", f"503 within {slowest:.1f} s, feed served; goes on by itself", lost
    )


def test_when_every_connection_waits_the_others_are_told_soon_and_the_process_still_answers(
    made: House, server: Postgresql, service: Service, outcome: Outcome
) -> None:
    before = counted(made)
    holder = create_engine(server.url)
    with ThreadPoolExecutor(MORE_THAN_THREADS) as families:
        with holder.begin() as connection:
            connection.execute(text("LOCK TABLE day_of_reports IN ACCESS EXCLUSIVE MODE"))
            sent = [families.submit(report, service.address, 100 + number) for number in range(MORE_THAN_THREADS)]
            until("request that is refused", lambda: any(answer.done() for answer in sent))
            assert ask(f"{service.address}/healthz")[0] == 200
            assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
        statuses = [answer.result()[0] for answer in sent]
    holder.dispose()
    assert set(statuses) == {202, 503}
    lost = before + statuses.count(202) - counted(made)
    told = f"{statuses.count(503)} of {len(statuses)} refused after 5 s, the others kept; health and feed answer"
    outcome("no connection is free", told, lost)

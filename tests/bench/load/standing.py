"""The installation that is asked: PostgreSQL, a service, nginx before it, and a Watch in the small internet."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlmodel import col, update

from api import tokens
from api.database import Database
from api.desk import signing_in
from api.jobs import release
from feeds.release.deltas import REACH
from feeds.review import people
from feeds.review.roles import Role
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due
from tests.bench.load.sampling import children
from tests.chaos.postgresql import postgresql
from tests.chaos.processes import House, house
from tests.chaos.traffic import approve_name
from tests.internet.reading import find, read
from tests.internet.running import running
from tests.serving import nginx

WORLD: Final = "coco-from-fr-to-a-copy"
BEFORE: Final = REACH + 2
"""Releases that are out before it begins: the service holds in memory what the folder keeps, which is full by then."""
AGAIN_SECONDS: Final = 10
"""How often the listed names are made due again, so that the Watch always has work."""


@dataclass(frozen=True)
class Standing:
    """Where it answers, what lets its curators in, and which processes it is made of."""

    front: str
    back: str
    tokens: dict[str, str]
    desk: str
    processes: Mapping[str, Callable[[], list[int]]]


@contextmanager
def standing(folder: Path) -> Iterator[Standing]:
    """An installation with the starter registry, all of whose parts run until the block ends."""
    with ExitStack() as stack:
        internet = stack.enter_context(running(read(find(WORLD)), folder))
        database = stack.enter_context(postgresql())
        founded = stack.enter_context(
            house(folder / "house", database.url, VIGIE_WATCH_RATE="100", **internet.environment)
        )
        _release_before(founded)
        service = founded.serve()
        service.until_ready()
        watch = founded.watch()
        (folder / "nginx").mkdir()
        port = int(service.address.rpartition(":")[2])
        front = stack.enter_context(nginx.serving(folder / "nginx", founded.settings.feed_dir, behind=port))
        stack.enter_context(_work_for_the_watch(founded))
        nginx_pid = int((folder / "nginx" / "nginx.pid").read_text())
        processes: dict[str, Callable[[], list[int]]] = {
            "schedule": lambda: [service.pid],
            "web worker": lambda: children(service.pid),
            "Watch": lambda: [watch.pid],
            "nginx": lambda: [nginx_pid, *children(nginx_pid)],
        }
        yield Standing(f"http://127.0.0.1:{front}", service.address, *_let_in(founded), processes)


def _release_before(founded: House) -> None:
    """Put out as many Releases as the folder keeps, and let them be an hour old."""
    at = datetime.now(UTC)
    with founded.database() as database:
        for number in range(BEFORE):
            approve_name(founded, f"before-{number}-chat.gg")
            release.run_if_due(database, founded.settings, at)
    for file in founded.settings.feed_dir.glob("*.*.json"):
        os.utime(file, ((at - timedelta(hours=1)).timestamp(),) * 2)


def _let_in(founded: House) -> tuple[dict[str, str], str]:
    """Tokens of two curators, and the path that lets an admin into the Desk."""
    at = datetime.now(UTC)
    with founded.database() as database, database.write() as session:
        made = {}
        for handle in ("ada", "grace"):
            person = people.find(session, handle) or people.add(session, handle, role=Role.REVIEWER)
            made[handle] = tokens.make(session, person, "load", tokens.SCOPES[:3], 7, at)
        boss = people.add(session, "boss", role=Role.ADMIN)
        address = signing_in.invite(session, boss, founded.settings, at)
    return made, address.removeprefix(str(founded.settings.public_url).rstrip("/"))


@contextmanager
def _work_for_the_watch(founded: House) -> Iterator[None]:
    ended = threading.Event()
    with founded.database() as database:
        thread = threading.Thread(target=_again, args=(database, ended), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def _again(database: Database, ended: threading.Event) -> None:
    listed = update(Due).where(col(Due.kind) == DueKind.NAME, col(Due.claimed_by).is_(None))
    while not ended.wait(AGAIN_SECONDS):
        with database.write() as session:
            session.exec(listed.values(due_at=datetime.now(UTC)))

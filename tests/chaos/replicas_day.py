"""An installation that two services and three Watches share on one PostgreSQL, and how to look into it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from feeds.release.folder import FeedFolder, FolderUnusable
from tests.browser.waiting import until
from tests.chaos import replicas
from tests.chaos.postgresql import Postgresql, postgresql
from tests.chaos.processes import House, Running, Service, house
from tests.chaos.replicas_people import Curators, Reader
from tests.chaos.town import Town, town
from tests.outbox.post import Office, office

PATIENCE: Final = 900.0  # seconds for anything; on two quiet cores the whole day takes about 150
CLAIMS: Final = ("watch_due", "evidence_check", "source", "mail")
ROOM: Final = re.compile(r"town-room-\d+\.com")
_ENVIRONMENT: Final = {
    "VIGIE_WATCH_RATE": "100",
    "VIGIE_SMTP_HOST": "127.0.0.1",
    "VIGIE_SMTP_TLS": "none",
}


@dataclass
class Day:
    """Who is there, and what was noted of each fault. Made by `day`."""

    server: Postgresql
    home: House
    town: Town
    office: Office
    services: list[Service] = field(default_factory=list)
    in_hand: dict[str, set[str]] = field(default_factory=dict)
    """The rooms that were being looked at, by what happened to whoever did."""
    unchanged: bool = False
    """Whether a Watch that stood still changed nothing of what others had done meanwhile."""
    mails_in_hand: int = 0
    killed_at: int = 0
    """The Release that was out when a service was killed in the middle of the next."""
    passed: tuple[int, int] = (0, 0)
    """The Release that was out when a service began to stand still in the middle of the next, and when it went on."""
    reader: Reader = field(init=False)
    curators: Curators = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.home.settings.feed_dir)

    def count(self, statement: str, **values: object) -> int:
        """One figure out of the database."""
        return int(self.server.ask(f"SELECT count(*) {statement}", **values)[0][0])

    def serial(self) -> int:
        """The Release that is out."""
        out = FeedFolder(self.home.settings.feed_dir).out()
        return out.serial if out else 0

    def held_by(self, running: Running) -> set[str]:
        """The rooms that a Watch has in hand."""
        rows = self.server.ask(
            "SELECT subject FROM watch_due WHERE claimed_by LIKE :worker AND kind = 'name'", worker=_worker(running)
        )
        return {subject for (subject,) in rows if ROOM.fullmatch(subject)}

    def stand_still_with_rooms(self, watch: Running) -> None:
        """Let a Watch stand still at a moment when it has rooms in hand: between two turns it has none."""

        def stands() -> bool:
            watch.pause()
            if len(self.held_by(watch)) > 1:  # of one, the record may be on its way already
                return True
            watch.resume()
            return False

        until("Watch with rooms in hand", stands, PATIENCE)

    def is_done(self, rooms: set[str]) -> bool:
        """Whether all of these rooms were looked at and are nobody's."""
        left = "FROM watch_due WHERE kind = 'name' AND subject = ANY(:rooms) AND (due_at <= now() OR claimed_by <> '')"
        return self.count(left, rooms=sorted(rooms)) == 0

    def let_claims_run_out(self, running: Running) -> None:
        """Let the half hour pass for which a process that is not there any more holds what it had in hand."""
        for table in CLAIMS:
            self.server.ask(
                f"UPDATE {table} SET claimed_until = now() - interval '1 second' WHERE claimed_by LIKE :worker",
                worker=_worker(running),
            )

    def until_gone(self, name: str) -> None:
        """Return when the database has noticed that a process is dead: what it had sent may be done until then."""
        connected = "FROM pg_stat_activity WHERE application_name = :name"
        until("end of a process", lambda: not self.count(connected, name=name), PATIENCE)

    def end_standing_transactions(self, name: str) -> None:
        """What the database does by itself with a transaction in which nothing is asked for five minutes."""
        self.server.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = :name AND state LIKE 'idle in transaction%'",
            name=name,
        )

    def caught_in_a_release(self) -> Service:
        """A service that stands still in the middle of a Release: files of it are there, and nothing leads to them."""
        found: list[Service] = []
        until("release to interrupt", lambda: self._caught(found), PATIENCE)
        return found[0]

    def _caught(self, found: list[Service]) -> bool:
        feed = self.home.settings.feed_dir
        before, serial = set((feed / "targets").iterdir()), self.serial()
        until("new file", lambda: set((feed / "targets").iterdir()) - before, PATIENCE)
        for service in self.services:
            service.pause()
        names = {name for (name,) in self.server.ask(_WHO_RELEASES)}
        if self.serial() == serial and _is_writing_files(FeedFolder(feed)):
            found += [service for service in self.services if service.log.stem in names]
        for service in self.services:
            if service not in found:
                service.resume()
        return bool(found)


def _is_writing_files(feed: FeedFolder) -> bool:
    """Whether nobody is moving what is out: a service that stands still in that keeps all others waiting."""
    try:
        with feed.alone():
            return True
    except FolderUnusable:
        return False


_WHO_RELEASES: Final = (
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted"
    " AND objid = (hashtext('vigie release')::bigint & 4294967295)::oid"
)


def _worker(running: Running) -> str:
    return f"%:{running.pid}:%"


@contextmanager
def day(folder: Path) -> Iterator[Day]:
    """An installation with 2,000 things due, a reader, and curators whose programs are about to begin."""
    with ExitStack() as ends:
        opened, there = ends.enter_context(office()), ends.enter_context(town(dict(replicas.pages())))
        server = ends.enter_context(postgresql())
        environment = {**_ENVIRONMENT, "VIGIE_SMTP_PORT": str(opened.port), **there.environment}
        made = Day(server, ends.enter_context(house(folder / "house", server.url, **environment)), there, opened)
        with made.home.database() as database:
            replicas.fill(database, made.home.settings)
            author, reviewer = replicas.token(database, "edith"), replicas.token(database, "joan")
        made.curators = Curators(made.services, author, reviewer)
        yield made

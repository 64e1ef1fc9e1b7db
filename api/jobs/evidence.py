"""Looks again at the sources that are due, and dates entries that have no date; what changed comes back to people.

No transaction is open while it waits for a server. Any number of processes may run it at once on one database: a source
is looked at by the one that claimed it. A run asks each server for few pages, one after another; the rest comes later.
"""

import random
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import structlog

from api import article_page, worker
from api.database import Database, alone
from api.reader import Reader
from api.settings import Settings
from feeds.fetching import Fetched, FetchFailed
from feeds.intake import Unreadable
from feeds.review import due_again
from feeds.review.evidence import due, keeping
from feeds.review.evidence.due import Claimed, ClaimLost
from feeds.review.evidence.judging import Look
from feeds.review.evidence.passages import SourceText

MOST: Final = 60
"""Sources that one run looks at; the others are due at the next."""
OF_ONE_SERVER: Final = 5

log: Final = structlog.get_logger()


@dataclass(slots=True)
class Outcome:
    """What a run did: entries and sources taken up, and of the sources looked at how many were found how."""

    entries: int = 0
    sources: int = 0
    found: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.entries or self.sources or self.found)

    def __str__(self) -> str:
        found = ", ".join(f"{count} {said}" for said, count in sorted(self.found.items()))
        return f"{self.entries} entries dated, {self.sources} sources new; looked at: {found or 'none'}"


def run(database: Database, settings: Settings, at: datetime) -> Outcome:
    """Do what is due at a moment. Running it again does what is left."""
    with database.write() as session:
        alone(session, "taking up sources")  # two that take up the same one would both fail
        keeping.prune(session, at)
        entries, sources = due_again.enrol(session, at), due.enrol(session, at, _lot)
    with ExitStack() as stack:
        running = _Running(database, settings, at, stack)
        for _ in range(MOST):
            if not running.one():
                break
    return Outcome(entries, sources, running.found)


class _Running:
    def __init__(self, database: Database, settings: Settings, at: datetime, stack: ExitStack) -> None:
        self.found = Counter[str]()
        self._database, self._settings, self._at, self._stack = database, settings, at, stack
        self._began = time.monotonic()
        self._asked = Counter[str]()
        self._reader: Reader | None = None

    def _now(self) -> datetime:
        """A run may be long: what is claimed late in it is held as long as what is claimed first."""
        return self._at + timedelta(seconds=time.monotonic() - self._began)

    def one(self) -> bool:
        """Look at the source that is due for longest; say whether there was one."""
        with self._database.write() as session:
            claimed = due.claim(session, worker.NAME, self._at, now=self._now())
        if claimed is None:
            return False
        server = urlsplit(claimed.cited.url).hostname or ""
        if self._asked[server] >= OF_ONE_SERVER:
            with self._database.write() as session:
                due.postpone(session, claimed, self._at)
            return True
        self._asked[server] += 1
        self._record(claimed, self._look(claimed))
        return True

    def _record(self, claimed: Claimed, look: Look) -> None:
        try:
            with self._database.write() as session:
                found = due.record(session, claimed, look, self._at, _lot())
        except ClaimLost as lost:
            log.warning("source not recorded", problem=str(lost))
            return
        self.found[found.outcome if found else "without a page"] += 1

    def _look(self, claimed: Claimed) -> Look:
        url = claimed.cited.url
        try:
            fetched = article_page.fetch(self._settings, url)
        except FetchFailed as failure:
            return Look(failure.chain[-1].url if failure.chain else url, problem=failure.sentence)
        if fetched.status != HTTPStatus.OK:
            said = f"The server answers {article_page.in_words(fetched)} instead of the page."
            return Look(fetched.url, fetched.status, problem=said)
        return self._read(fetched)

    def _read(self, fetched: Fetched) -> Look:
        try:
            self._reader = self._reader or self._stack.enter_context(Reader())
            reading = self._reader.read(fetched.body, source=fetched.url, today=self._at.date())
        except Unreadable as reason:
            return Look(fetched.url, fetched.status, problem=f"The page could not be read: {reason}")
        page = SourceText(reading.text, reading.digest, reading.language)
        cut = "The page did not come whole, or has more than a megabyte." if fetched.truncated else ""
        return Look(fetched.url, fetched.status, page, problem=cut, whole=not fetched.truncated)


def _lot() -> float:
    return random.random()  # noqa: S311 (a lot)

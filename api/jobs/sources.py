"""Reads the feeds that are due, and the articles that they list anew; what is for curators reaches the Queue.

No transaction is open while it waits for a server. Any number of processes may run it at once on one database: a Source
is read by the one that claimed it, and a process that dies leaves it to the others, once its claim runs out.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

import structlog

from api import article_page, worker
from api.database import Database, alone
from api.reader import Reader
from api.settings import Settings
from feeds.fetching import FetchFailed
from feeds.intake import Reading, Unreadable, listed
from feeds.intake.sources import keeping, settling
from feeds.intake.sources.feed import Feed, NotAFeed, read_feed
from feeds.intake.sources.keeping import ClaimLost
from feeds.intake.sources.tables import ItemState, Source, SourceItem

ITEMS_A_RUN: Final = 20
"""Articles of one Source that a run reads; the others are due soon after, so that nobody's server is hurried."""
ACCEPT: Final = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"

Tell = Callable[[str], None]
log: Final = structlog.get_logger()


@dataclass(slots=True)
class Outcome:
    """What a run did: feeds read, feeds that could not be, items read, and what became of those that are not passed."""

    feeds: int = 0
    failed: int = 0
    items: int = 0
    waiting: int = 0
    drafted: int = 0
    copies: int = 0

    def __bool__(self) -> bool:
        return bool(self.feeds or self.failed)

    def __str__(self) -> str:
        read = f"{self.feeds} feeds read, {self.failed} failed, {self.items} items read"
        return f"{read}: {self.drafted} drafted, {self.waiting} for the queue, {self.copies} copies"


def run(database: Database, settings: Settings, at: datetime, tell: Tell = lambda line: None) -> Outcome:
    """Read what is due at a moment, and erase what was kept for long enough. `tell` is given a line for each thing."""
    with database.write() as session:
        keeping.prune(session, at)
    with ExitStack() as stack:
        running = _Running(database, settings, at, tell, stack)
        while source := running.claim():
            running.read(source)
    return running.outcome


class _Running:
    def __init__(self, database: Database, settings: Settings, at: datetime, tell: Tell, stack: ExitStack) -> None:
        self.outcome = Outcome()
        self._database, self._settings, self._at, self._tell, self._stack = database, settings, at, tell, stack
        self._began = time.monotonic()
        self._reader: Reader | None = None

    def claim(self) -> Source | None:
        now = self._at + timedelta(seconds=time.monotonic() - self._began)
        with self._database.write() as session:
            return keeping.claim(session, worker.NAME, self._at, now=now)

    def read(self, source: Source) -> None:
        """Read one feed and its new items. One that cannot be read is tried again later; the others go on."""
        try:
            self._read(source)
        except ClaimLost as lost:
            log.warning("source not recorded", problem=str(lost))

    def _read(self, source: Source) -> None:
        try:
            feed, headers = self._feed(source)
        except (FetchFailed, NotAFeed) as refusal:
            self._failed(source, str(refusal))
            return
        try:
            more = self._items(source, feed)
        except ClaimLost:
            raise
        except Exception:
            log.exception("source failed", address=source.address)
            self._failed(source, "Reading its items failed; the log of the service says how.")
            return
        with self._database.write() as session:
            title = feed.title if feed else ""
            keeping.done(session, source, self._at, title=title, headers=headers, more=more)
        self.outcome.feeds += 1

    def _feed(self, source: Source) -> tuple[Feed | None, dict[str, str] | None]:
        """The feed and the headers that it came with; None and None when the server has nothing newer."""
        conditions = {"etag": source.etag, "since": source.modified}
        fetched = article_page.fetch(self._settings, source.address, accept=ACCEPT, **conditions)
        if fetched.status == HTTPStatus.NOT_MODIFIED:
            return None, None
        if fetched.status != HTTPStatus.OK:
            raise NotAFeed(f"The server answers {article_page.in_words(fetched)} instead of the feed.")
        if fetched.truncated:
            raise NotAFeed("The feed did not come whole, or has more than a megabyte.")
        kind = fetched.headers.get("content-type")
        return read_feed(fetched.body, address=fetched.url, content_type=kind), dict(fetched.headers)

    def _items(self, source: Source, feed: Feed | None) -> bool:
        """Read what is new; say whether there is more than one run reads."""
        with self._database.write() as session:
            keeping.hold(session, source)
            if feed:
                keeping.record(session, source, feed, self._at)
            items = keeping.unread(session, source, most=ITEMS_A_RUN + 1)
            known = listed.load(session)
        for item in items[:ITEMS_A_RUN]:
            reading, remark = self._article(item)
            with self._database.write() as session:
                alone(session, "settling articles")  # two newspapers may tell the same at the same moment
                keeping.hold(session, source)
                self._note(settling.settle(session, item.id, reading, remark, known, self._at))
        return len(items) > ITEMS_A_RUN

    def _article(self, item: SourceItem) -> tuple[Reading | None, str | None]:
        """What an item's page says, or why it cannot be read."""
        if item.address is None:
            return None, "The feed gives no address of the article."
        try:
            data, place = article_page.get(self._settings, item.address)
            self._reader = self._reader or self._stack.enter_context(Reader())
            return self._reader.read(data, source=place, today=self._at.date()), None
        except Unreadable as reason:
            return None, f"The page could not be read: {reason}"

    def _note(self, item: SourceItem) -> None:
        self.outcome.items += 1
        counted = {ItemState.WAITING: "waiting", ItemState.DRAFTED: "drafted", ItemState.COPY: "copies"}
        if name := counted.get(ItemState(item.state)):
            setattr(self.outcome, name, getattr(self.outcome, name) + 1)
            self._tell(f"{item.state:<8} {item.title}")

    def _failed(self, source: Source, problem: str) -> None:
        log.warning("source not read", address=source.address, problem=problem)
        with self._database.write() as session:
            keeping.failed(session, source, self._at, problem)
        self.outcome.failed += 1
        self._tell(f"{'failed':<8} {source.address}: {problem}")

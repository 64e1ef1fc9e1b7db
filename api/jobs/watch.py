"""Runs what the Watch has due: claim, look, record, and draft Proposals from what was found.

No transaction is open while it looks. Any number of processes may run it at once on one database: each row is done by
the one that claimed it. A process that dies leaves its rows to the others, once their claims run out.
"""

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from api import open_web, worker
from api.database import Database, alone, why_unusable
from api.outbox import happened
from api.settings import Settings
from feeds.watch import drafting, due, findings, watched
from feeds.watch.due import ClaimLost
from feeds.watch.looking import Looker
from feeds.watch.pace import after_failure
from feeds.watch.rounds import Recorded, round_of
from feeds.watch.tables import Due, Finding

LEASE: Final = timedelta(minutes=30)
MOST: Final = 2000
"""Rows that one run does; the rest is due at the next."""
AT_ONCE: Final = 8
"""Rows that one run has in hand at a time."""
_DAY: Final = timedelta(days=1)

Tell = Callable[[str], None]
log: Final = structlog.get_logger()


@dataclass(slots=True)
class Outcome:
    """What a run did. `findings` counts those that were seen, new or again; `waiting` those left without a Proposal."""

    done: int = 0
    failed: int = 0
    findings: int = 0
    proposals: int = 0
    waiting: int = 0

    def __bool__(self) -> bool:
        return bool(self.done or self.failed or self.proposals)

    def __str__(self) -> str:
        said = f"{self.done} done, {self.failed} failed, {self.findings} findings, {self.proposals} proposals drafted"
        return f"{said}, {self.waiting} wait" if self.waiting else said


def run(database: Database, settings: Settings, at: datetime, tell: Tell = lambda line: None) -> Outcome:
    """Do what is due at a moment, and draft. `tell` is given a line for each thing done."""
    with database.write() as session:
        alone(session, "watch enrolment")
        due.enrol(session, watched.last_names(session), settings.watch_streams or (), at)
    outcome = Outcome()
    _Running(database, settings, at, tell, outcome).run()
    _draft(database, settings, at, tell, outcome)
    return outcome


class _Running:
    def __init__(self, database: Database, settings: Settings, at: datetime, tell: Tell, outcome: Outcome) -> None:
        self._database, self._at, self._tell, self._outcome = database, at, tell, outcome
        self._began = time.monotonic()
        self._left = MOST
        self._looker = Looker(
            open_web.fetcher(settings),
            open_web.resolver(settings),
            open_web.sweeper(settings),
            looks_a_second=settings.watch_rate,
            clock=self._now,
            downloader=open_web.downloader(settings),
        )

    def run(self) -> None:
        """Let several hands do what is due, until nothing is. Interrupted, it gives back what it had in hand.

        So does the next run of this process, where the database was away and this one could not.
        """
        self._let_go()
        try:
            asyncio.run(self._all())
        finally:
            self._let_go()

    def _let_go(self) -> None:
        with self._database.write() as session:
            due.let_go(session, worker.NAME)

    async def _all(self) -> None:
        await asyncio.gather(*(self._one_after_another() for _ in range(AT_ONCE)))

    def _now(self) -> datetime:
        return self._at + timedelta(seconds=time.monotonic() - self._began)

    async def _one_after_another(self) -> None:
        while self._left > 0:
            self._left -= 1
            row = await asyncio.to_thread(self._claim)
            if row is None:
                return
            await self._do(row)

    def _claim(self) -> Due | None:
        with self._database.write() as session:
            rows = due.claim(session, worker.NAME, self._at, now=self._now(), lease=LEASE, most=1)
            return rows[0] if rows else None

    async def _do(self, row: Due) -> None:
        try:
            recorded = await self._look(row)
        except ClaimLost as lost:
            self._outcome.failed += 1
            self._tell(str(lost))
        except Exception as failure:
            if why_unusable(failure):
                raise  # nothing is wrong with the row: it is due as it was, once the database is back
            # A row that fails is tried again later; the others go on.
            log.exception("watch failed", kind=row.kind, subject=row.subject)
            self._outcome.failed += 1
            self._tell(f"{row.kind:<10} {row.subject}  failed")
            with suppress(ClaimLost):  # whoever has it now looks at it
                await asyncio.to_thread(self._put_back, row)
        else:
            self._outcome.done += 1
            self._outcome.findings += recorded.findings
            self._tell(f"{row.kind:<10} {row.subject}  {recorded.line}")

    async def _look(self, row: Due) -> Recorded:
        going = round_of(row.kind, row.subject)
        await asyncio.to_thread(self._read, going.read)
        await going.act(self._looker)
        return await asyncio.to_thread(self._record, row, going.record)

    def _read(self, reading: Callable[..., None]) -> None:
        with self._database.read() as session:
            reading(session)

    def _record(self, row: Due, recording: Callable[..., Recorded]) -> Recorded:
        with self._database.write() as session:
            recorded = recording(session, self._now(), random.random())  # noqa: S311 (a lot)
            due.done(session, row, next_at=recorded.next_at)
            return recorded

    def _put_back(self, row: Due) -> None:
        failures = row.failures + 1
        next_at = after_failure(failures, self._now(), random.random())  # noqa: S311 (a lot)
        with self._database.write() as session:
            due.done(session, row, next_at=next_at, failures=failures)


def _draft(database: Database, settings: Settings, at: datetime, tell: Tell, outcome: Outcome) -> None:
    """Draft from the surest findings, as many as there is room for today."""
    with database.read() as session:
        room = max(0, settings.watch_proposals - findings.proposed_since(session, at - _DAY))
        numbers = findings.waiting(session, most=MOST)
    for number in numbers:
        if room == 0:
            break
        title = _draft_one(database, number, at)
        if title:
            room, outcome.proposals = room - 1, outcome.proposals + 1
            tell(f"{'proposal':<10} {title}")
    with database.read() as session:
        outcome.waiting = findings.count_waiting(session)
    if outcome.waiting:
        log.info("findings wait", waiting=outcome.waiting, a_day=settings.watch_proposals)


def _draft_one(database: Database, number: int, at: datetime) -> str | None:
    """Draft from a finding, unless somebody else did or does; return the Proposal's number and title."""
    with database.write() as session:
        alone(session, "watch drafting")
        finding = session.get(Finding, number)
        if finding is None or finding.proposal_id is not None or finding.held is not None:
            return None
        proposal = drafting.propose(session, finding, at)
        if proposal is None:
            return None
        happened.watch_proposed(session, proposal, at)
        return f"{proposal.id}  {proposal.title}"

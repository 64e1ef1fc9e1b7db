"""The schedule: what runs by itself, and how often.

It lives in threads of the serving process, never in a web worker; a job that takes long delays no other and never runs
twice at once. Any number of replicas may run it: each job takes its own claim in the database and finds out whether
there is something to do.

When the clock is set back, no job waits for the old date; when it is set ahead, what is due by the new date has its
turn. While the date is in doubt (`api.clock`) nothing runs.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from api import clock
from api.database import Database, why_unusable
from api.jobs import (
    disputes,
    evidence,
    freshness,
    journal,
    lists,
    outbox,
    release,
    reports,
    sources,
    timestamp,
    watch_pruning,
)
from api.settings import Settings
from api.turns import Turns
from feeds.release.folder import FolderUnusable
from feeds.release.keys import KeysMissing
from feeds.release.verifying import DoesNotHold

Job = Callable[[Database, Settings, datetime], object]

log: Final = structlog.get_logger()
TIMESTAMP_CHECK_SECONDS: Final = 600
RECOUNT_SECONDS: Final = 86_400
FRESHNESS_CHECK_SECONDS: Final = 300
JOURNAL_CHECK_SECONDS: Final = 86_400
JOURNAL_ASKED_SECONDS: Final = 30
PRUNING_SECONDS: Final = 86_400
REPORTS_SECONDS: Final = 3_600
DISPUTES_SECONDS: Final = 86_400
LISTS_SECONDS: Final = 600
SOURCES_SECONDS: Final = 300
EVIDENCE_SECONDS: Final = 600
OUTBOX_SECONDS: Final = 30
FIRST_LOOK_SECONDS: Final = 20
AGAIN_SECONDS: Final = 60
"""After how long at most a job that failed has its next turn: a daily one must not lose a day to a bad minute."""
CLOCK_SECONDS: Final = 5
"""After how long at most it shows that the clock was set back."""
ENDING_SECONDS: Final = 4
"""What jobs that run have to end in when the service stops. One that is cut short is done again, as after a crash."""
_SAID: Final = (FolderUnusable, KeysMissing, DoesNotHold)  # one sentence each, and it says what to do


class Schedule:
    """The jobs of one process. It runs from `start` to `shutdown`."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._turns = Turns()
        self._scheduler = BackgroundScheduler(timezone=UTC, executors={"default": self._turns})
        self._stopping = threading.Event()
        self._doubted = ""

    def repeat(self, name: str, job: Job, seconds: float, *, first: float = 0) -> None:
        """Run a job, and again so many seconds after it ended, for the first time after `first`, until the shutdown."""
        self._plan(name, job, seconds, first)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()
        threading.Thread(target=self._follow_the_clock, name="follow the clock", daemon=True).start()

    def shutdown(self) -> None:
        """Begin nothing new, and give what runs a few seconds to end."""
        self._stopping.set()
        # Stopped while it hands out a turn, APScheduler looks for the job in vain and its thread fails: let it finish.
        self._scheduler.pause()
        self._scheduler.get_jobs()
        self._scheduler.shutdown(wait=False)
        if cut_short := self._turns.still_running(ENDING_SECONDS):
            log.warning("jobs cut short", jobs=cut_short)

    def _follow_the_clock(self) -> None:
        # The scheduler keeps each next turn as a date. When the clock is set back, that date is as far ahead.
        while not self._stopping.wait(CLOCK_SECONDS):
            for planned in self._scheduler.get_jobs():
                _, _, seconds = planned.args
                if planned.next_run_time > _after(seconds):
                    with suppress(JobLookupError):  # it has its turn already
                        planned.modify(next_run_time=_after(0))

    def _turn(self, name: str, job: Job, seconds: float) -> None:
        self._plan(name, job, seconds, seconds if self._is_done(name, job) else min(seconds, AGAIN_SECONDS))

    def _plan(self, name: str, job: Job, seconds: float, after: float) -> None:
        # One turn at a time: of a period, APScheduler would count every turn that a clock which was set has skipped.
        # Two instances, because the turn that plans the next has nothing left to do but has not returned yet.
        at, late = _after(after), {"misfire_grace_time": None, "max_instances": 2}
        self._scheduler.add_job(
            self._turn, "date", (name, job, seconds), id=name, run_date=at, replace_existing=True, **late
        )

    def _is_done(self, name: str, job: Job) -> bool:
        now = datetime.now(UTC)
        try:
            if self._doubts(now):
                return False
            outcome = job(self._database, self._settings, now)
        except Exception as failure:
            # A job that fails is tried again at its next turn; the schedule goes on.
            why = str(failure) if isinstance(failure, _SAID) else why_unusable(failure)
            log.error("job failed", job=name, why=why) if why else log.exception("job failed", job=name)
            return False
        if outcome:
            log.info("job done", job=name, outcome=str(outcome)[:200])
        return True

    def _doubts(self, now: datetime) -> bool:
        with self._database.read() as session:
            doubt = clock.doubt(session, now)
        if bool(doubt) != bool(self._doubted):
            log.error("clock in doubt", doubt=doubt) if doubt else log.info("clock believed again")
        self._doubted = doubt
        return bool(doubt)


def start(database: Database, settings: Settings) -> Schedule:
    """Start the jobs; `shutdown()` ends them."""
    schedule = Schedule(database, settings)
    repeat = schedule.repeat
    repeat("release", release.run_if_due, settings.release_seconds)
    repeat("recount", release.run, RECOUNT_SECONDS)  # a risk grows old without anybody deciding anything
    repeat("timestamp", timestamp.run_if_due, TIMESTAMP_CHECK_SECONDS)
    repeat("freshness", freshness.run, FRESHNESS_CHECK_SECONDS, first=FIRST_LOOK_SECONDS)  # the service has to be up
    repeat("journal", journal.run, JOURNAL_CHECK_SECONDS, first=FIRST_LOOK_SECONDS)
    repeat("journal_again", journal.run_if_asked, JOURNAL_ASKED_SECONDS)
    repeat("watch_pruning", watch_pruning.run, PRUNING_SECONDS)
    repeat("reports", reports.erase, REPORTS_SECONDS)
    repeat("disputes", disputes.erase, DISPUTES_SECONDS)
    repeat("lists", lists.run, LISTS_SECONDS)
    repeat("sources", sources.run, SOURCES_SECONDS, first=FIRST_LOOK_SECONDS)
    repeat("evidence", evidence.run, EVIDENCE_SECONDS, first=FIRST_LOOK_SECONDS)
    repeat("outbox", outbox.run, OUTBOX_SECONDS)
    schedule.start()
    return schedule


def _after(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)

"""The schedule: what runs by itself, and how often.

It lives in one thread of the serving process, never in a web worker. Any number of replicas may run it: each job
takes its own claim in the database and finds out whether there is something to do.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from api.database import Database
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

Job = Callable[[Database, Settings, datetime], object]

log: Final = structlog.get_logger()
TIMESTAMP_CHECK_SECONDS: Final = 600
RECOUNT_SECONDS: Final = 86_400
FRESHNESS_CHECK_SECONDS: Final = 300
JOURNAL_CHECK_SECONDS: Final = 86_400
PRUNING_SECONDS: Final = 86_400
REPORTS_SECONDS: Final = 3_600
DISPUTES_SECONDS: Final = 86_400
LISTS_SECONDS: Final = 600
SOURCES_SECONDS: Final = 300
EVIDENCE_SECONDS: Final = 600
OUTBOX_SECONDS: Final = 30
FIRST_LOOK_AFTER: Final = timedelta(seconds=20)


def start(database: Database, settings: Settings) -> BackgroundScheduler:
    """Start the jobs and return the scheduler; `shutdown()` ends it."""
    scheduler = BackgroundScheduler(timezone=UTC)
    now = datetime.now(UTC)
    every = {
        "release": (release.run_if_due, settings.release_seconds, now),
        "recount": (release.run, RECOUNT_SECONDS, now),  # a risk grows old without anybody deciding anything
        "timestamp": (timestamp.run_if_due, TIMESTAMP_CHECK_SECONDS, now),
        "freshness": (freshness.run, FRESHNESS_CHECK_SECONDS, now + FIRST_LOOK_AFTER),  # the service has to be up
        "journal": (journal.run, JOURNAL_CHECK_SECONDS, now + FIRST_LOOK_AFTER),
        "watch_pruning": (watch_pruning.run, PRUNING_SECONDS, now),
        "reports": (reports.erase, REPORTS_SECONDS, now),
        "disputes": (disputes.erase, DISPUTES_SECONDS, now),
        "lists": (lists.run, LISTS_SECONDS, now),
        "sources": (sources.run, SOURCES_SECONDS, now + FIRST_LOOK_AFTER),
        "evidence": (evidence.run, EVIDENCE_SECONDS, now + FIRST_LOOK_AFTER),
        "outbox": (outbox.run, OUTBOX_SECONDS, now),
    }
    for name, (job, seconds, first) in every.items():
        scheduler.add_job(
            _run,
            "interval",
            args=(name, job, database, settings),
            id=name,
            seconds=seconds,
            max_instances=1,
            coalesce=True,
            next_run_time=first,
        )
    scheduler.start()
    return scheduler


def _run(name: str, job: Job, database: Database, settings: Settings) -> None:
    try:
        outcome = job(database, settings, datetime.now(UTC))
    except Exception:
        # A job that fails is tried again at its next turn; the schedule goes on.
        log.exception("job failed", job=name)
    else:
        if outcome:
            log.info("job done", job=name, outcome=str(outcome)[:200])

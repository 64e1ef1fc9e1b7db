"""Where the schedule's jobs run: each turn in a thread of its own, which does not keep the process from ending.

APScheduler waits for its own threads when Python ends, however long a job takes; a service has to end in ten seconds.
"""

import sys
import time
from datetime import datetime
from threading import Thread

from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.job import Job


class Turns(BaseExecutor):  # type: ignore[misc]  # APScheduler has no types
    """An executor for APScheduler."""

    def __init__(self) -> None:
        super().__init__()
        self._running: dict[str, Thread] = {}

    def still_running(self, seconds: float) -> list[str]:
        """Wait at most so long for what runs to end; the names of the jobs that did not."""
        until = time.monotonic() + seconds
        running = dict(self._running)
        for thread in running.values():
            thread.join(max(0.0, until - time.monotonic()))
        return [name for name, thread in running.items() if thread.is_alive()]

    def _do_submit_job(self, job: Job, run_times: list[datetime]) -> None:
        thread = Thread(target=self._turn, args=(job, run_times), name=job.id, daemon=True)
        self._running[job.id] = thread
        thread.start()

    def _turn(self, job: Job, run_times: list[datetime]) -> None:
        try:
            events = run_job(job, job._jobstore_alias, run_times, self._logger.name)
        except BaseException:
            _, failure, trace = sys.exc_info()
            self._run_job_error(job.id, failure, trace)
        else:
            self._run_job_success(job.id, events)

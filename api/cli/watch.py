"""`vigie watch`"""

import signal
import time
from typing import Annotated

import typer

from api import logs
from api.cli.installation import now, opened
from api.cli.probe import show
from api.jobs import watch as job

PAUSE_SECONDS = 60


def watch(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
) -> None:
    """Look at what is due: listed names, names they may have moved to, lists of new names. Drafts, decides nothing.

    Prints a line for each look and each proposal drafted. Several may run at once: each thing is done by one of them.
    """
    logs.configure()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service that is stopped gives its claims back
    with opened() as (database, settings):
        while True:
            outcome = job.run(database, settings, now(), lambda line: show([f"{now():%H:%M:%S}  {line}"]))
            if outcome or once:
                typer.echo(f"{now():%H:%M:%S}  {outcome}.")
            if once:
                return
            time.sleep(PAUSE_SECONDS)

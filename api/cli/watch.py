"""`vigie watch`"""

import signal
import time
from typing import Annotated

import typer

from api import clock, logs
from api.cli.installation import now, opened
from api.cli.probe import show
from api.database import Database
from api.jobs import watch as job
from api.jobs.watch import Outcome
from api.settings import Settings

PAUSE_SECONDS = 60


def watch(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
) -> None:
    """Look at what is due: listed names, names they may have moved to, lists of new names. Drafts, decides nothing.

    Prints a line for each look and each proposal drafted. Several may run at once: each thing is done by one of them.
    """
    logs.configure()
    # Stopped as a service is, it ends as when it is interrupted: asyncio lets go in good order, claims are given back.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with opened() as (database, settings):
        try:
            _run(database, settings, once=once)
        except KeyboardInterrupt:
            typer.echo("vigie: stopped; what was in hand is due again.", err=True)


def _run(database: Database, settings: Settings, *, once: bool) -> None:
    while True:
        doubt = _doubt(database)
        if doubt:
            typer.echo(f"vigie: {doubt}", err=True)
        elif (outcome := _turn(database, settings)) or once:
            typer.echo(f"{now():%H:%M:%S}  {outcome}.")
        if once:
            raise typer.Exit(1 if doubt else 0)
        time.sleep(PAUSE_SECONDS)


def _turn(database: Database, settings: Settings) -> Outcome:
    return job.run(database, settings, now(), lambda line: show([f"{now():%H:%M:%S}  {line}"]))


def _doubt(database: Database) -> str:
    # What is looked at under a wrong clock would be noted as due a year late.
    with database.read() as session:
        return clock.doubt(session, now())

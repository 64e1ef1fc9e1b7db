"""`vigie watch`"""

import os
import signal
import sys
import time
from threading import Event
from typing import Annotated, Final

import typer
from sqlalchemy.exc import SQLAlchemyError

from api import clock, logs, own_memory
from api.cli.installation import now, opened
from api.cli.probe import show
from api.database import Database, why_unusable
from api.jobs import watch as job
from api.settings import Settings

PAUSE_SECONDS: Final = 60
MOST_MEBIBYTES: Final = 512
"""A Watch that holds more than this after a turn begins anew: it reads strangers' pages for months. It needs 350."""
PAUSE_AFTER_TROUBLE = 5


def watch(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
) -> None:
    """Look at what is due: listed names, names they may have moved to, lists of new names. Drafts, decides nothing.

    Prints a line for each look and each proposal drafted. Several may run at once: each thing is done by one of them.
    """
    logs.configure()
    own_memory.give_back()  # each turn reads and writes in new threads
    stopped = Event()

    def stop(*_: object) -> None:
        # As when it is interrupted: asyncio lets go in good order, and claims are given back.
        stopped.set()
        signal.raise_signal(signal.SIGINT)

    signal.signal(signal.SIGTERM, stop)
    with opened() as (database, settings):
        try:
            _run(database, settings, stopped, once=once)
        except KeyboardInterrupt:
            typer.echo("vigie: stopped; what was in hand is due again.", err=True)
            return
    typer.echo(f"vigie: this process grew beyond {MOST_MEBIBYTES} MB, and begins anew.", err=True)
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606 (itself, as it was started)


def _run(database: Database, settings: Settings, stopped: Event, *, once: bool) -> None:
    """Turn after turn, until the process has grown too large to go on. Raises KeyboardInterrupt when it is stopped."""
    while True:
        problem = _turn(database, settings, once=once)
        if stopped.is_set():  # an interrupt that comes as a turn ends may be lost on its way
            raise KeyboardInterrupt
        if problem:
            typer.echo(f"vigie: {problem}", err=True)
        if once:
            raise typer.Exit(1 if problem else 0)
        if own_memory.resident() > MOST_MEBIBYTES << 20:
            return
        time.sleep(PAUSE_AFTER_TROUBLE if problem else PAUSE_SECONDS)


def _turn(database: Database, settings: Settings, *, once: bool) -> str:
    """Do what is due, and say what kept it from being done: a clock in doubt, a database that is away for a while."""
    try:
        if doubt := _doubt(database):
            return doubt
        outcome = job.run(database, settings, now(), lambda line: show([f"{now():%H:%M:%S}  {line}"]))
    except SQLAlchemyError as failure:
        if why := why_unusable(failure):
            return f"the database cannot be used: {why}"
        raise
    if outcome or once:
        typer.echo(f"{now():%H:%M:%S}  {outcome}.")
    return ""


def _doubt(database: Database) -> str:
    # What is looked at under a wrong clock would be noted as due a year late.
    with database.read() as session:
        return clock.doubt(session, now())

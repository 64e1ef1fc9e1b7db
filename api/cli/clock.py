"""`vigie clock`"""

from typing import Annotated

import typer

from api import clock as believing
from api.cli.installation import now, opened
from api.jobs import freshness

IN_DOUBT = 4


def clock(
    is_right: Annotated[
        bool, typer.Option("--is-right", help="It is right: put this moment on record, so that jobs go on.")
    ] = False,
) -> None:
    """Say whether this machine's clock fits what is on record. Exit code 4: it is in doubt, and no job runs."""
    with opened() as (database, settings):
        if is_right:
            freshness.run(database, settings, now())  # a look at the public feed is what moments are known by
        with database.read() as session:
            doubt, known = believing.doubt(session, now()), believing.last_known(session)
    since = f", and the last thing on record happened at {known:%Y-%m-%d %H:%M} UTC" if known else ""
    typer.echo(doubt or f"This machine's clock says {now():%Y-%m-%d %H:%M} UTC{since}.")
    raise typer.Exit(IN_DOUBT if doubt else 0)

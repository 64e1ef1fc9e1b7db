"""`vigie init`"""

import typer

from api.cli.installation import now, opened
from api.jobs import founding


def init() -> None:
    """Found an installation: database, starter registry, keys, first release. Running it again changes nothing."""
    with opened() as (database, settings):
        outcome = founding.run(database, settings, now())
        typer.echo(f"Release {outcome.serial} with {outcome.names} names is out in {settings.feed_dir}.")
        if settings.root_keys_dir.exists():
            advice = "move each to a place of its own, off this machine"
            typer.echo(f"The three root keys are in {settings.root_keys_dir}: {advice}.")

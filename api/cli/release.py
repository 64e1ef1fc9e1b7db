"""`vigie release`"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.installation import now, opened
from api.jobs import release as job


def release(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be published, and publish nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Build, sign, verify and publish what is approved."""
    with opened() as (database, settings):
        outcome = job.run(database, settings, now(), dry_run=dry_run)
    if as_json:
        typer.echo(json.dumps(asdict(outcome), indent=2))
    elif not outcome.changed:
        typer.echo(f"Nothing changed: release {outcome.serial} with {outcome.names} names stays out.")
    else:
        would = "would be" if dry_run else "is"
        difference = f"lines added: {outcome.added}, removed: {outcome.removed}"
        typer.echo(f"Release {outcome.serial} with {outcome.names} names {would} out: {difference}.")

"""`vigie release`"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.installation import now, opened
from api.jobs import release as job
from feeds.release.publishing import Outcome
from feeds.review import people

HELD = 4


def release(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be published, and publish nothing.")
    ] = False,
    rollback: Annotated[
        int | None,
        typer.Option("--rollback", metavar="SERIAL", help="Publish the content of an earlier release again."),
    ] = None,
    sign_off: Annotated[bool, typer.Option("--sign-off", help="Let the release that is held go out.")] = False,
    person: Annotated[str, typer.Option("--as", help="The curator who rolls back or signs off.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; it is published.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Build, sign, verify and publish what is approved. Exit code 4: it is held for a second sign-off."""
    with opened() as (database, settings):
        if rollback is not None:
            with database.read() as session:
                curator = people.get(session, person)
            outcome = job.roll_back(database, settings, rollback, curator, reason, now())
        elif dry_run:
            outcome = job.preview(database, settings, now()).outcome
        else:
            if sign_off:
                with database.write() as session:
                    job.sign_off(session, settings, people.get(session, person), reason, now())
            outcome = job.run(database, settings, now())
    typer.echo(json.dumps(asdict(outcome), indent=2) if as_json else _sentence(outcome, dry_run=dry_run))
    raise typer.Exit(HELD if outcome.held else 0)


def _sentence(outcome: Outcome, *, dry_run: bool) -> str:
    if not outcome.changed:
        return f"Nothing changed: release {outcome.serial} with {outcome.names} names stays out."
    if outcome.held:
        return f"Release {outcome.serial} is held. {outcome.held} See `vigie release --sign-off --help`."
    would = "would be" if dry_run else "is"
    difference = f"lines added: {outcome.added}, removed: {outcome.removed}"
    return f"Release {outcome.serial} with {outcome.names} names {would} out: {difference}."

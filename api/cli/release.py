"""`vigie release`"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.installation import now, opened
from api.jobs import release as job
from feeds.release.publishing import Outcome
from feeds.review import holding, people

HELD = 4


def release(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be published, and publish nothing.")
    ] = False,
    rollback: Annotated[
        int | None,
        typer.Option("--rollback", metavar="SERIAL", help="Publish the content of an earlier release again."),
    ] = None,
    hold: Annotated[bool, typer.Option("--hold", help="Let nothing go out until somebody lifts it.")] = False,
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold, and release.")] = False,
    sign_off: Annotated[bool, typer.Option("--sign-off", help="Let the release that is held go out.")] = False,
    person: Annotated[str, typer.Option("--as", help="The curator who holds, lifts, rolls back or signs off.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; it is published.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Build, sign, verify and publish what is approved. Exit code 4: it is held, by somebody or for a sign-off."""
    with opened() as (database, settings):
        if rollback is not None:
            with database.read() as session:
                curator = people.get(session, person)
            outcome = job.roll_back(database, settings, rollback, curator, reason, now())
        elif dry_run:
            outcome = job.preview(database, settings, now()).outcome
        elif hold:
            with database.write() as session:
                held = holding.hold(session, by=people.get(session, person), reason=reason, at=now())
            typer.echo(holding.sentence(held))
            return
        else:
            with database.write() as session:
                if lift:
                    holding.lift(session, by=people.get(session, person), reason=reason, at=now())
                if sign_off:
                    job.sign_off(session, settings, people.get(session, person), reason, now())
            outcome = job.run(database, settings, now())
    typer.echo(json.dumps(asdict(outcome), indent=2) if as_json else _sentence(outcome, dry_run=dry_run))
    raise typer.Exit(HELD if outcome.held else 0)


def _sentence(outcome: Outcome, *, dry_run: bool) -> str:
    if outcome.held:
        which = f"Release {outcome.serial} is held. " if outcome.changed else ""
        return f"{which}{outcome.held} See `vigie release --help`."
    if not outcome.changed:
        return f"Nothing changed: release {outcome.serial} with {outcome.names} names stays out."
    would = "would be" if dry_run else "is"
    difference = f"lines added: {outcome.added}, removed: {outcome.removed}"
    return f"Release {outcome.serial} with {outcome.names} names {would} out: {difference}."

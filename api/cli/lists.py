"""`vigie lists`"""

import json
from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.importing import fields, line, row_line
from api.cli.installation import now, opened
from api.jobs import tier
from feeds.intake.lists import batches, deciding, drafting, following
from feeds.intake.lists.candidates import candidates, rows_of
from feeds.intake.lists.tables import Batch, FollowedList
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review import people

app = typer.Typer(help="Lists of others that were brought in, and what they say.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(metavar="BATCH", help="The batch's number.")]
As = Annotated[str, typer.Option("--as", help="The curator who does it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is published.")]
Most = Annotated[int, typer.Option(min=1, max=1_000_000, help="How many to show.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("batches")
def show_batches(as_json: Json = False) -> None:
    """List the batches, oldest first."""
    with opened() as (database, _), database.read() as session:
        for batch in session.exec(select(Batch).order_by(col(Batch.id))):
            typer.echo(json.dumps(fields(batch)) if as_json else line(batch))


@app.command("rows")
def show_rows(
    number: Number,
    verdict: Annotated[RowVerdict | None, typer.Option(help="Only those with this verdict.")] = None,
    most: Most = 1000,
    as_json: Json = False,
) -> None:
    """Show the rows of a batch, each with its verdict and the reason."""
    with opened() as (database, _), database.read() as session:
        for row in rows_of(session, batches.get(session, number), verdict=verdict, most=most):
            plain = row.model_dump(mode="json", exclude={"id", "batch_id"})
            typer.echo(json.dumps(plain, ensure_ascii=False) if as_json else row_line(row))


@app.command("candidates")
def show_candidates(
    at_least: Annotated[int, typer.Option("--at-least", min=1, help="How many lists have to agree on a name.")] = 1,
    most: Most = 1000,
    as_json: Json = False,
) -> None:
    """Show names that lists have and the registry has not, and which lists have each."""
    with opened() as (database, _), database.read() as session:
        for found in candidates(session, at_least=at_least, most=most):
            plain = {"name": found.hostname, "sources": found.sources}
            typer.echo(json.dumps(plain) if as_json else f"{found.hostname}  {', '.join(found.sources)}")


@app.command("propose")
def propose(
    names: Annotated[list[str], typer.Argument(help="Candidates.")],
    site: Annotated[str, typer.Option(help="The slug of the site whose names they are; it is listed already.")],
    handle: As,
    reason: Reason,
) -> None:
    """Draft a proposal: these names are names of a site that is listed."""
    with opened() as (database, _), database.write() as session:
        by = people.get(session, handle)
        proposal = drafting.propose(session, names, site=site, reason=reason, author=by, at=now())
        typer.echo(f"proposal {proposal.id} is in review: {proposal.title}")


@app.command("allow")
def allow(number: Number, handle: As, reason: Reason) -> None:
    """Let a batch count that is held."""
    with opened() as (database, settings):
        with database.write() as session:
            batch = batches.get(session, number)
            deciding.let_through(session, batch, by=people.get(session, handle), reason=reason, at=now())
            typer.echo(line(batch))
        tier.write(database, settings, now())


@app.command("followed")
def show_followed(as_json: Json = False) -> None:
    """Show the lists that are read again every day."""
    with opened() as (database, _), database.read() as session:
        for row in session.exec(select(FollowedList).order_by(FollowedList.source)):
            said = f"{row.source}  {row.form}  {row.url}  next {row.next_at:%Y-%m-%d %H:%M}"
            plain = row.model_dump(mode="json")
            typer.echo(json.dumps(plain) if as_json else f"{said}  {row.problem or ''}".rstrip())


@app.command("unfollow")
def unfollow(source: Annotated[str, typer.Argument(help="What the list is called here.")]) -> None:
    """Read a list no more. What it brought stays until its batch is undone."""
    with opened() as (database, _), database.write() as session:
        following.unfollow(session, source)

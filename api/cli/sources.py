"""`vigie sources`"""

import json
from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.installation import now, opened
from api.jobs import sources as job
from feeds.intake.sources import keeping
from feeds.intake.sources.tables import Source

app = typer.Typer(help="Feeds of newspapers and authorities that are read on schedule.", no_args_is_help=True)
Address = Annotated[str, typer.Argument(help="The address of an RSS or Atom feed.")]


@app.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False) -> None:
    """Show what is read, and how the last reading of each went."""
    with opened() as (database, _), database.read() as session:
        for source in session.exec(select(Source).order_by(col(Source.id))):
            typer.echo(json.dumps(_plain(source), ensure_ascii=False) if as_json else _line(source))


@app.command("add")
def add(addresses: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.")]) -> None:
    """Read feeds from now on, once an hour each, all or none."""
    with opened() as (database, _), database.write() as session:
        for address in addresses:
            typer.echo(keeping.add(session, address, now()).address)


@app.command("remove")
def remove(address: Address) -> None:
    """Read a feed no more, and forget what it listed. Proposals stay."""
    with opened() as (database, _), database.write() as session:
        keeping.remove(session, address)


@app.command("read")
def read() -> None:
    """Read what is due now; print a line for each thing that is for curators. The schedule does it by itself."""
    with opened() as (database, settings):
        outcome = job.run(database, settings, now(), typer.echo)
        typer.echo(f"{outcome}.")


def _line(source: Source) -> str:
    read = f"read {source.read_at:%Y-%m-%d %H:%M}" if source.read_at else "not read yet"
    return f"{source.address}  {source.title}  ({read}{f'; {source.problem}' if source.problem else ''})"


def _plain(source: Source) -> dict[str, object]:
    return source.model_dump(mode="json", include={"address", "title", "due_at", "read_at", "failures", "problem"})

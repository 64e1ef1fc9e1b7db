"""`vigie people`"""

from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.installation import now, opened
from api.desk import signing_in
from feeds.review import people
from feeds.review.tables import Person

app = typer.Typer(help="The curators.", no_args_is_help=True)
Handle = Annotated[str, typer.Argument(help="A public name: 2 to 40 lower-case letters, digits and hyphens.")]


@app.command("list")
def show() -> None:
    """Show everybody who may write or decide."""
    with opened() as (database, _), database.read() as session:
        for person in session.exec(select(Person).order_by(col(Person.id))):
            typer.echo(f"{person.handle}  {person.kind}")


@app.command("add")
def add(handle: Handle) -> None:
    """Add a curator, and print the link that signs them in once."""
    with opened() as (database, settings), database.write() as session:
        try:
            person = people.add(session, handle)
        except ValueError as reason:
            raise typer.BadParameter(str(reason)) from None
        typer.echo(signing_in.invite(session, person, settings, now()))


@app.command("link")
def link(handle: Handle) -> None:
    """Print a new link that signs a curator in once. It holds for one day; links made before it end."""
    with opened() as (database, settings), database.write() as session:
        typer.echo(signing_in.invite(session, people.get(session, handle), settings, now()))

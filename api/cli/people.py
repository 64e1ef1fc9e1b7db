"""`vigie people`"""

from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.installation import now, opened
from api.desk import leaving, ways_in
from feeds.review import people
from feeds.review.roles import Role
from feeds.review.tables import Person

app = typer.Typer(help="The curators.", no_args_is_help=True)
Handle = Annotated[str, typer.Argument(help="A public name: 2 to 40 lower-case letters, digits and hyphens.")]


@app.command("list")
def show() -> None:
    """Show everybody who may write or decide, and in what role."""
    with opened() as (database, _), database.read() as session:
        for person in session.exec(select(Person).order_by(col(Person.id))):
            typer.echo(f"{person.handle}  {person.kind}  {person.role}")


@app.command("add")
@app.command("invite")
def invite(
    handle: Handle, role: Annotated[Role, typer.Option(help="What they may do.", show_default=True)] = Role.REVIEWER
) -> None:
    """Invite a curator: print the link that lets them in once, to make a passkey."""
    with opened() as (database, settings), database.write() as session:
        try:
            typer.echo(ways_in.invite(session, handle, role, settings, by=None, at=now()))
        except ValueError as reason:
            raise typer.BadParameter(str(reason)) from None


@app.command("link")
def link(handle: Handle) -> None:
    """Print a new link that lets a curator in once. It holds for one day; links made before it end."""
    with opened() as (database, settings), database.write() as session:
        typer.echo(ways_in.make_link(session, people.get(session, handle), settings, by=None, at=now()))


@app.command("role")
def role(handle: Handle, role: Annotated[Role, typer.Argument(help="What they may do from now on.")]) -> None:
    """Give a curator another role. They are signed out everywhere."""
    with opened() as (database, _), database.write() as session:
        ways_in.change_role(session, people.get(session, handle), role, by=None, at=now())
    typer.echo(f"{handle} is {role.value}.")


@app.command("retire")
def retire(handle: Handle) -> None:
    """Close every way in that a curator has: passkeys, sessions, links and tokens. What they decided stays."""
    with opened() as (database, _), database.write() as session:
        leaving.retire(session, people.get(session, handle), by=None, at=now())
    typer.echo(f"{handle} has no way in any more; a new link would let them in again.")

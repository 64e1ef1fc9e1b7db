"""`vigie journal`"""

from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.installation import opened
from feeds.release.folder import FeedFolder
from feeds.release.sealing import seals
from feeds.review import journal
from feeds.review.tables import JournalEntry

app = typer.Typer(help="The record of every decision.", no_args_is_help=True)


@app.command("verify")
def verify() -> None:
    """Check that no entry was changed, moved or removed, and that each release was signed with what stands there.

    Exit code 1 and the first broken entry otherwise.
    """
    with opened() as (database, settings), database.read() as session:
        entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).yield_per(1000)
        try:
            count = journal.verify(entries, seals(FeedFolder(settings.feed_dir)))
        except journal.BrokenChain as reason:
            typer.echo(f"vigie: {reason}", err=True)
            raise typer.Exit(1) from None
    typer.echo(f"The journal holds: {count} entries.")


@app.command("list")
def show(last: Annotated[int, typer.Option(help="How many entries, newest first.", min=1)] = 20) -> None:
    """Show the newest entries."""
    with opened() as (database, _), database.read() as session:
        newest = select(JournalEntry).order_by(col(JournalEntry.sequence).desc()).limit(last)
        for entry in session.exec(newest):
            said = entry.body.get("reason") or entry.body.get("title") or ""
            typer.echo(
                f"{entry.sequence:>6}  {entry.at:%Y-%m-%d %H:%M}  {entry.actor}  {entry.action} {entry.subject}  {said}"
            )

"""`vigie reports`"""

import json
from typing import Annotated

import typer

from api.cli.installation import now, opened
from feeds.review import people
from feeds.review.reports import handling, reading
from feeds.review.reports.reading import Group

app = typer.Typer(help="What families report.", no_args_is_help=True)


@app.command("list")
def show(
    most: Annotated[int, typer.Option(min=1, help="How many names to show.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a name, with the words.")] = False,
) -> None:
    """Show the names that wait, those that most sources reported first."""
    with opened() as (database, _), database.read() as session:
        for about in reading.groups(session, most=most):
            typer.echo(json.dumps(_plain(about), ensure_ascii=False) if as_json else _line(about))


@app.command("dismiss")
def dismiss(
    names: Annotated[list[str], typer.Argument(help="Names as `vigie reports list` shows them.")],
    handle: Annotated[str, typer.Option("--as", help="Your handle.")],
) -> None:
    """Take names off the Queue, all or none. Within a day, the Desk can put them back."""
    with opened() as (database, _), database.write() as session:
        by, at = people.get(session, handle), now()
        for name in dict.fromkeys(names):
            handling.handle(session, name, by=by, at=at)


def _line(about: Group) -> str:
    counted = f"sources: {about.score}, risky: {about.risky}, mistake: {about.mistakes}"
    return f"{about.name}  {counted}, {about.first} to {about.last}  ({about.standing})"


def _plain(about: Group) -> dict[str, object]:
    return {
        "name": about.name,
        "standing": about.standing,
        "site": about.site.slug if about.site else None,
        "sources": about.score,
        "risky": about.risky,
        "mistakes": about.mistakes,
        "first": about.first.isoformat(),
        "last": about.last.isoformat(),
        "words": [{"kind": text.kind, "day": text.day.isoformat(), "text": text.text} for text in about.words],
    }

"""`vigie intake`"""

import json
from collections.abc import Iterator
from typing import Annotated

import typer
from sqlmodel import Session

from api.cli.article_bytes import read_source
from api.cli.installation import now, opened
from api.reader import Reader
from feeds.intake import Reading, Unreadable, proposing
from feeds.review import people, proposals


def intake(
    sources: Annotated[list[str], typer.Argument(help="Web addresses, HTML or text files; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a source, one a line.")] = False,
    propose: Annotated[bool, typer.Option("--propose", help="Draft a proposal from each source.")] = False,
) -> None:
    """Read articles and print what they say.

    A source that cannot be read does not stop the others; the exit code is 1 then.
    """
    unread = 0
    with Reader() as reader:
        for source in sources:
            try:
                data, place = read_source(source)
                reading = reader.read(data, source=place, today=now().date())
            except Unreadable as reason:
                typer.echo(f"vigie: {source}: {reason}", err=True)
                unread += 1
                continue
            typer.echo(json.dumps(reading.as_json(), ensure_ascii=False) if as_json else "\n".join(_lines(reading)))
            if propose:
                with opened() as (database, _), database.write() as session:
                    for line in _propose(session, reading):
                        typer.echo(line, err=as_json)
    raise typer.Exit(1 if unread else 0)


def _lines(reading: Reading) -> Iterator[str]:
    yield f"{reading.source}  ({reading.language}, {reading.published or 'no date'})"
    if not reading.claims:
        yield "  says nothing of a listed kind of event"
    for claim in reading.claims:
        new = f" -> {claim.new}" if claim.new else ""
        yield f"  {claim.event}  {claim.old}{new}  {claim.date or 'no date'}  ({claim.confidence:.2f})"
        yield f"    “{claim.quote}”"


def _propose(session: Session, reading: Reading) -> Iterator[str]:
    drafted = proposing.draft(session, reading)
    for sentence in drafted.left:
        yield f"  not proposed: {sentence}"
    if not drafted.operations:
        yield "  nothing to propose"
        return
    proposal = proposals.propose(
        session,
        author=people.machine(session, proposing.AUTHOR),
        title=drafted.title,
        reason=drafted.reason,
        operations=drafted.operations,
        at=now(),
    )
    yield f"  proposal {proposal.id} is in review: {proposal.title}"

"""`vigie intake`"""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from sqlmodel import Session

from api.cli.article_bytes import read_source
from api.cli.installation import now, opened
from api.reader import Reader
from feeds.intake import Reading, Unreadable, copies, proposing
from feeds.review import people


def intake(
    sources: Annotated[list[str], typer.Argument(help="Web addresses, HTML, PDF or text files; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a source, one a line.")] = False,
    propose: Annotated[
        bool, typer.Option("--propose", help="Draft a proposal from each source. Copies of one text count once.")
    ] = False,
) -> None:
    """Read articles and print what they say.

    A source that cannot be read does not stop the others; the exit code is 1 then.
    """
    readings = []
    with Reader() as reader:
        for source in sources:
            try:
                data, place = read_source(source)
                reading = reader.read(data, source=place, today=now().date())
            except Unreadable as reason:
                typer.echo(f"vigie: {source}: {reason}", err=True)
                continue
            typer.echo(json.dumps(reading.as_json(), ensure_ascii=False) if as_json else "\n".join(_lines(reading)))
            readings.append(reading)
    if propose:
        for line in _proposed(readings):
            typer.echo(line, err=as_json)
    raise typer.Exit(1 if len(readings) < len(sources) else 0)


def _proposed(readings: Sequence[Reading]) -> Iterator[str]:
    """Draft from each text once, the oldest copy of it; say what came of it."""
    dated = sorted(readings, key=lambda reading: reading.published or "9999")
    with opened() as (database, _), database.write() as session:
        for first, *copied in copies.told_once([copies.sketch(reading.text) for reading in dated]):
            yield dated[first].source
            for copy in copied:
                yield f"  {dated[copy].source} is a copy of it, and adds nothing"
            yield from _propose(session, dated[first])


def _lines(reading: Reading) -> Iterator[str]:
    yield f"{reading.source}  ({reading.language}, {reading.published or 'no date'})"
    if not reading.claims:
        yield "  says nothing of a listed kind of event"
    for claim in reading.claims:
        new = f" -> {claim.new}" if claim.new else ""
        yield f"  {claim.event}  {claim.old}{new}  {claim.date or 'no date'}  ({claim.confidence:.2f})"
        yield f"    “{claim.quote}”"
    for conflict in reading.conflicts:
        yield f"  tells two {conflict.about}s of one event:"
        for claim in conflict.claims:
            yield f"    {claim.date or 'no date'}  “{claim.quote}”"


def _propose(session: Session, reading: Reading) -> Iterator[str]:
    drafted = proposing.draft(session, reading)
    for remark in (*drafted.left, *drafted.notes):
        yield f"  not proposed: {remark}"
    if not drafted.operations:
        yield "  nothing to propose"
        return
    proposal = proposing.hand_in(session, drafted, people.machine(session, proposing.AUTHOR), now())
    yield f"  proposal {proposal.id} is in review: {proposal.title}"

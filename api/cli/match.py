"""`vigie match`"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from api.cli.installation import opened
from feeds.watch import watched
from feeds.watch.matching import Hit, Matcher, Read


def match(
    file: Annotated[str, typer.Argument(help="Names, one a line, or a CSV whose first column they are.")] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a name, one a line.")] = False,
) -> None:
    """Say which names of a stream resemble a listed site, and how.

    For lists of newly registered names and of certificates, plain or gzip. Prints the name, the listed name, its site,
    the rule, the distance in letters, and an objection if there is one. What is listed already is left out.
    """
    with opened() as (database, _), database.read() as session:
        matcher = Matcher(watched.sites_of_names(session), watched.objections(session))
    read = Read()
    with _stream(file) as stream:
        for hit in matcher.hits(stream, read):
            typer.echo(json.dumps(_fields(hit), ensure_ascii=False) if as_json else _line(hit))
    typer.echo(f"vigie: {read.names} names compared, {read.skipped} lines skipped that hold no name.", err=True)


@contextmanager
def _stream(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened_file:
            yield opened_file
    except OSError as failure:
        raise typer.BadParameter(f"{file}: {failure.strerror}.") from None


def _fields(hit: Hit) -> dict[str, str | int | None]:
    return {
        "name": hit.name.ascii,
        "listed_name": hit.listed,
        "site": hit.site,
        "rule": hit.resemblance.likeness,
        "distance": hit.resemblance.distance,
        "objection": hit.objection or None,
    }


def _line(hit: Hit) -> str:
    fields = (hit.name.ascii, hit.listed, hit.site, hit.resemblance.likeness, str(hit.resemblance.distance))
    return "\t".join((*fields, hit.objection) if hit.objection else fields)

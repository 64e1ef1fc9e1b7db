"""`vigie candidates`"""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.installation import founded, opened
from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.registry.tables import Name
from feeds.watch.candidates import Candidate, load, shipped
from feeds.watch.candidates import candidates as guess

NOT_AN_ADDRESS = 2


def candidates(
    name: Annotated[str, typer.Argument(help="A name that a site uses, or used last.")],
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 245,
    prior: Annotated[Path | None, typer.Option(help="A prior of one's own, from `vigie learn`.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a candidate, one a line.")] = False,
) -> None:
    """Names that a site may move to, likeliest first, one a line.

    Names that the registry knows the site had before are weighed in; without an installation there are none.
    """
    try:
        hostname = parse(name)
        learned = load(prior.read_bytes()) if prior else shipped()
    except NotAHostname as reason:
        typer.echo(f"vigie: {reason}", err=True)
        raise typer.Exit(NOT_AN_ADDRESS) from None
    except OSError as failure:
        raise typer.BadParameter(f"{prior}: {failure.strerror}.") from None
    for candidate in guess(hostname, learned, _formers(hostname), most=limit):
        typer.echo(json.dumps(_fields(candidate)) if as_json else candidate.name.ascii)


def _formers(name: Hostname) -> list[Hostname]:
    """The other names of the site, where there is an installation and it knows the site."""
    if not founded():
        return []
    with opened() as (database, _), database.read() as session:
        of_site = select(col(Name.site_id)).where(col(Name.hostname).in_([name.ascii, name.registrable]))
        known = session.exec(select(Name.hostname).where(col(Name.site_id).in_(of_site))).all()
    return [former for former in map(parse, known) if former.registrable != name.registrable]


def _fields(candidate: Candidate) -> dict[str, str | float]:
    return {"name": candidate.name.ascii, "rule": candidate.rule, "probability": candidate.probability}

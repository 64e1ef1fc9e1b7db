"""`vigie check`"""

import json
from typing import Annotated

import typer
from sqlmodel import col, select

from api.cli.installation import opened
from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.registry.tables import Name, Site

LISTED, NOT_AN_ADDRESS = 3, 2


def check(
    addresses: Annotated[list[str], typer.Argument(help="Host names or web addresses.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say whether addresses belong to a listed site. Exit code 0: none is listed, 3: one is, 2: one is no address."""
    code = 0
    answers = []
    for address in addresses:
        try:
            answers.append(_look_up(address))
        except NotAHostname as reason:
            typer.echo(f"vigie: {reason}", err=True)
            code = NOT_AN_ADDRESS
    if as_json:
        typer.echo(json.dumps(answers, ensure_ascii=False, indent=2))
    else:
        for answer in answers:
            typer.echo(_sentence(answer))
    if not code and any(answer["listed"] for answer in answers):
        code = LISTED
    raise typer.Exit(code)


def _look_up(address: str) -> dict[str, str | bool | None]:
    name = parse(address)
    with opened() as (database, _), database.read() as session:
        found = session.exec(select(Name, Site).join(Site).where(col(Name.hostname).in_(_above(name)))).first()
    answer: dict[str, str | bool | None] = {"address": address, "name": name.ascii, "listed": found is not None}
    if found is None:
        return answer
    listed, site = found
    return answer | {"listed_name": listed.hostname, "site": site.slug, "title": site.name, "status": listed.status}


def _above(name: Hostname) -> list[str]:
    labels = name.ascii.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _sentence(answer: dict[str, str | bool | None]) -> str:
    if not answer["listed"]:
        return f"{answer['name']}: not listed"
    return f"{answer['name']}: listed as {answer['listed_name']}, {answer['title']} ({answer['status']})"

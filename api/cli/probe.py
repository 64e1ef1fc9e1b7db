"""`vigie probe`"""

import asyncio
import json
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from api import open_web, settings
from api.cli.installation import now
from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.watch.observing import Observation, Page
from feeds.watch.observing import probe as look_at

NOT_AN_ADDRESS = 2


def probe(
    name: Annotated[str, typer.Argument(help="A host name or a web address.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the Observation as it is stored.")] = False,
) -> None:
    """Look at a name once, and print what is there. Exit code 2: not an address."""
    (observation,) = looked_at([hostname(name)])
    if as_json:
        typer.echo(json.dumps(observation.as_json(), ensure_ascii=False))
    else:
        show(_lines(observation))


def show(lines: Iterable[str]) -> None:
    """Print lines that strangers wrote parts of: nothing in them moves a cursor or colours a terminal."""
    for line in lines:
        typer.echo("".join(character if character.isprintable() else " " for character in line))


def hostname(text: str) -> Hostname:
    """Read an argument, or end with the exit code of what is not an address."""
    try:
        return parse(text)
    except NotAHostname as reason:
        typer.echo(f"vigie: {reason}", err=True)
        raise typer.Exit(NOT_AN_ADDRESS) from None


def looked_at(names: list[Hostname]) -> list[Observation]:
    """Look at names now, at once, from where this installation looks."""
    here = settings.load()
    at = now()

    async def look() -> list[Observation]:
        fetcher, resolver = open_web.fetcher(here), open_web.resolver(here)
        observed = await asyncio.gather(*(look_at(name, fetcher, resolver, at) for name in names))
        return [each.observation for each in observed]

    return asyncio.run(look())


def _lines(seen: Observation) -> Iterator[str]:
    yield f"{seen.name}  ({seen.at:%Y-%m-%d %H:%M} UTC)"
    yield f"  dns: {seen.dns.rcode}  {', '.join(seen.dns.addresses)}{'  (any name here)' if seen.wildcard else ''}"
    yield from _named("name servers", seen.dns.ns)
    for hop in seen.chain:
        yield f"  {hop.status}  {hop.url}{f' -> {hop.location}' if hop.location else ''}"
    if seen.failure:
        yield f"  no page: {seen.failure}"
    yield from _named("certificate", seen.certificate_names)
    if seen.registration and seen.registration.registered:
        registrar = seen.registration.registrar or "registrar unknown"
        yield f"  registered: {seen.registration.registered:%Y-%m-%d}, {registrar}"
    if seen.page:
        yield from _page_lines(seen.page)


def _page_lines(page: Page) -> Iterator[str]:
    yield f"  title: {page.title or 'none'}"
    yield f"  page: {page.words} words ({page.language or 'language unknown'}), {page.tags} elements"
    yield from _named("trackers", [f"{tracker.kind} {tracker.id}" for tracker in page.trackers])
    for announcement in page.announcements:
        yield f"  says it {announcement.says} {announcement.host}: “{announcement.quote}”"
    for mark in page.marks:
        yield f"  words of {mark.kind}: “{mark.quote}”"
    if page.leads_to:
        yield f"  sends on to: {page.leads_to}"
    yield from _named("links to", page.links[:10])


def _named(what: str, values: list[str] | tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"  {what}: {', '.join(values)}"

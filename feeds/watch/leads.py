"""Where an Observation of a Name points: the third of all new names that nobody can guess. Pure."""

from collections.abc import Iterator
from typing import Final

from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.watch.observing.observation import Observation, Page
from feeds.watch.verdicts.names import similarity

MOST: Final = 10
_SIGNPOST: Final = 3  # sites that a page links to; one with so few points somewhere


def leads(seen: Observation) -> list[Hostname]:
    """The names that a Name leads to, says it moved to, or may mean, the plainest first, `MOST` at the most.

    Registrable ones, each once, never the Name's own.
    """
    found: dict[Hostname, None] = {}
    own = _registrable(seen.name)
    for text in _pointed_to(seen):
        name = _registrable(text)
        if name is not None and name != own:
            found[name] = None
    return list(found)[:MOST]


def _pointed_to(seen: Observation) -> Iterator[str]:
    if seen.chain:
        yield seen.chain[-1].url
        # The last hop may lead where nobody answers: the site moved, and is down.
        yield seen.chain[-1].location or ""
    if seen.page:
        yield from _said(seen.page)
        yield from _linked(seen.name, seen.page)


def _said(page: Page) -> Iterator[str]:
    yield page.leads_to or ""
    yield from (each.host for each in page.announcements if each.says == "moved")
    yield page.canonical or ""
    yield from page.translations


def _linked(name: str, page: Page) -> Iterator[str]:
    sites = {found.ascii for host in page.links if (found := _registrable(host))}
    yield from (host for host in page.links if len(sites) <= _SIGNPOST or similarity(name, host))


def _registrable(text: str) -> Hostname | None:
    if "//" not in text and "/" in text:
        return None  # a path on the same site
    try:
        return parse(parse(text).registrable)
    except NotAHostname:
        return None

"""`/lists`: the Release as other programs read it, and how each of them is told to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.public import figures, imported
from api.public.pages import public_page
from api.reading.published import Published
from feeds.release.exports import (
    BLOCKLISTS,
    MEDIA_TYPES,
    adblock_txt,
    blocklist,
    dnsmasq_conf,
    domains_txt,
    hosts_txt,
    rpz_zone,
    wildcard_txt,
)
from feeds.release.snapshot import names_of

router = APIRouter(include_in_schema=False)

SUBDOMAINS: Final = {
    adblock_txt.FILE: "yes",
    hosts_txt.FILE: "www",
    domains_txt.FILE: "depends",
    wildcard_txt.FILE: "yes",
    dnsmasq_conf.FILE: "yes",
    rpz_zone.FILE: "yes",
}
"""Whether a name in a list stands for those below it; nothing where a list is not for blocking."""
PROGRAMS: Final = ("pihole", "adguard", "ublock", "dnsmasq", "unbound", "bind", "hosts", "why")
_BLOCKING: Final = frozenset(form.FILE for form in BLOCKLISTS)


@dataclass(frozen=True, slots=True)
class Export:
    """A list of the Release that is out. `size` is in bytes, as it lies; it travels compressed."""

    file: str
    names: int
    size: int
    subdomains: str


@router.get("/lists")
def lists(request: Request) -> Response:
    """Every list with its size and count, and a paragraph for each program."""
    release: Published | None = request.app.state.out.now()
    values = {
        "release": release,
        "exports": exports(release) if release else (),
        "programs": PROGRAMS,
        "imported": imported.read(request.app.state.settings.imported_dir),
        "service": str(request.app.state.settings.public_url).rstrip("/"),
        "figures": figures,
    }
    return public_page(request, "public/lists.html", values, scripts=True)


@lru_cache(maxsize=1)
def exports(release: Published) -> Sequence[Export]:
    """The lists that a Release has, in the order in which they are shown."""
    listed = list(chain.from_iterable(map(names_of, release.all)))
    blocked = len(blocklist.blocked(listed))
    return [
        Export(file, blocked if file in _BLOCKING else len(listed), release.sizes[file], SUBDOMAINS.get(file, ""))
        for file in (*SUBDOMAINS, *(file for file in MEDIA_TYPES if file not in SUBDOMAINS))
        if file in release.sizes
    ]

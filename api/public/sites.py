"""`/sites`: every Site of the list, found by any of its names."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.public import address
from api.public.address import NoAddress
from api.public.directory import Directory, above, directory_of
from api.public.pages import public_page
from api.reading.published import Dossier
from feeds.registry import taxonomy
from feeds.registry.words import Status

A_PAGE: Final = 50
LONGEST_SEARCH: Final = 300
"""Characters that are looked at: a page's address that somebody pastes is not refused for its length."""

router = APIRouter(include_in_schema=False)
Word = Annotated[str, Query()]


@router.get("/sites")
def sites(request: Request, q: Word = "", category: Word = "", status: Word = "", page: Word = "1") -> Response:
    """The Sites that a search finds, by name, 50 a page. A word that is none of ours narrows nothing."""
    directory = directory_of(request)
    sought = " ".join(q.split())[:LONGEST_SEARCH]
    chosen = {
        name: word
        for name, word, known in (("category", category, taxonomy.categories()), ("status", status, set(Status)))
        if word in known
    }
    found = _found(directory, sought, chosen) if directory else []
    last = max(1, -(-len(found) // A_PAGE))
    number = min(max(int(page), 1), last) if page.isascii() and page.isdigit() else 1
    values: dict[str, Any] = {
        "sought": sought,
        "chosen": chosen,
        "categories": {name: each.label for name, each in taxonomy.categories().items()},
        "statuses": list(Status),
        "count": len(found),
        "sites": found[(number - 1) * A_PAGE : number * A_PAGE],
        "number": number,
        "last": last,
        "at": lambda other, narrowed=chosen: f"/sites?{urlencode({'q': sought, **narrowed, 'page': other})}",
    }
    return public_page(request, "public/sites.html", values)


def _found(directory: Directory, sought: str, chosen: Mapping[str, str]) -> Sequence[Dossier]:
    """The nearest first: a name that is what was sought, then those that begin so, then those that hold it."""
    wanted = sought.casefold()
    covering = set(above(_host(sought)))
    ranked = [
        (rank, site["name"].casefold(), site["slug"], site)
        for site in directory.sites
        if all(site[part] == word for part, word in chosen.items())
        if (rank := _rank(site, wanted, covering)) is not None
    ]
    return [site for *_, site in sorted(ranked, key=lambda found: found[:3])]


def _rank(site: Dossier, wanted: str, covering: set[str]) -> int | None:
    if not wanted:
        return 0
    hostnames = [name["name"] for name in site["names"]]
    if covering.intersection(hostnames):
        return 0
    called = [name.casefold() for name in (site["name"], *site["also_known_as"], *map(_without_ending, hostnames))]
    ranks = (0 if one == wanted else 1 if one.startswith(wanted) else 2 for one in called if wanted in one)
    return min(ranks, default=None)


def _without_ending(hostname: str) -> str:
    # Nobody who types "com" looks for half of the list.
    return hostname.rpartition(".")[0]


def _host(sought: str) -> str:
    try:
        return address.read(sought)
    except NoAddress:
        return ""

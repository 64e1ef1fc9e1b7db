"""`/sites/{slug}`: a dossier."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.public import dossier, linked_data, withdrawn
from api.public.directory import Directory, directory_of
from api.public.pages import CACHED, public_page
from api.public.withdrawn import Merged, Part, Withdrawn
from api.reading.published import Dossier
from feeds.registry import taxonomy

router = APIRouter(include_in_schema=False)
FRESH: dict[str, str] = {"Cache-Control": CACHED}


@router.get("/sites/{slug}")
def site(request: Request, slug: str) -> Response:
    """What is known of one Site, with its sources. 301 where its names are another's now, 410 with the reason where
    it was withdrawn, 404 where there never was one."""
    directory = directory_of(request)
    found = directory.dossier(slug) if directory else None
    if directory is not None and found is not None:
        return _shown(request, directory, found)
    fate = _fate(request, slug, directory)
    if isinstance(fate, Merged):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/sites/{fate.slug}{query}", 301, headers=FRESH)
    values = {"slug": slug[:80], "withdrawn": fate.names if fate else ()}
    return public_page(request, "public/no_site.html", values, status=410 if fate else 404)


def _shown(request: Request, directory: Directory, found: Dossier) -> Response:
    today = datetime.now(UTC).date()
    read = dossier.read(found, directory, today)
    hostnames = frozenset(name["name"] for name in found["names"])
    values: dict[str, Any] = {
        "site": found,
        "read": read,
        "category": directory.words["categories"][found["category"]],
        "signal_words": directory.words["signals"],
        "withdrawn": _withdrawn(request, found),
        "signal_labels": {signal: words.label for signal, words in taxonomy.signals().items()},
        "steps": [step for each in directory.steps if (step := each.of(hostnames))],
        "release": directory.published,
        "today": today,
        "linked_data": lambda description, language, address: linked_data.of(
            read, directory.published, description, language, address
        ),
    }
    return public_page(request, "public/site.html", values)


def _withdrawn(request: Request, found: Dossier) -> Sequence[Part]:
    with request.app.state.database.read() as session:
        return withdrawn.parts(session, found)


def _fate(request: Request, slug: str, directory: Directory | None) -> Withdrawn | Merged | None:
    if directory is None:
        return None
    with request.app.state.database.read() as session:
        return withdrawn.fate(session, slug, directory)

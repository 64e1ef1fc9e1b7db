"""`/docs`: the files of docs/, as pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from api.language import choose
from api.public import rendering
from api.public.manual import Document, Manual, Place
from api.public.pages import CACHED, linking, public_page

FOLDER: Final = Path(__file__).parents[2] / "docs"
PICTURES: Final = {".png": "image/png", ".svg": "image/svg+xml"}
DRAWING: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A drawing's style stands in it; nothing else of a file runs or loads anything."""

router = APIRouter(prefix="/docs", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Group:
    """One part of the manual: its title, and the title and place of each of its pages."""

    title: str
    pages: Sequence[tuple[str, Place]]


@cache
def manual() -> Manual:
    """The manual, read once."""
    return Manual(FOLDER)


@router.get("")
@router.get("/{path:path}")
def docs(request: Request, path: str = "") -> Response:
    """A page of the manual, or what lies beside it."""
    address = f"/docs/{path}".rstrip("/")
    if (file := manual().files.get(address)) is not None:
        kind = PICTURES.get(file.suffix, "text/plain; charset=utf-8")
        headers = {"Cache-Control": CACHED, "Content-Security-Policy": DRAWING}
        return FileResponse(file, media_type=kind, headers=headers)
    return public_page(request, "public/docs.html", shown(request, page(request, address)))


def page(request: Request, address: str) -> Document:
    """The page at an address, in the reader's language if it is written in it. Raises 404."""
    document = manual().at(address, _language(request, address))
    if document is None:
        raise HTTPException(404, "There is no such page in the documentation.")
    return document


def shown(request: Request, document: Document) -> dict[str, object]:
    """What `docs.html` shows of a page."""
    index = page(request, "/docs")
    languages = manual().languages(document)
    only = {"translations": ()} if len(languages) == 1 else {}
    return {
        **only,
        "document": document,
        "body": rendering.html(manual(), document, linking(request)),
        "groups": tuple(_groups(index)) if document.address != "/docs" else (),
        "written_in": languages,
    }


def _language(request: Request, address: str) -> str:
    """Which of a page's languages the reader gets: the one asked for, if there is a page in it."""
    asked = request.query_params.get("lang") or ""
    if (found := manual().at(address, asked)) is not None and found.language == asked:
        return asked
    return choose(asked, request.headers.get("accept-language"))


def _groups(index: Document) -> Iterator[Group]:
    """The manual's parts, as its first page has them: a heading, and the links of the list below it."""
    title, pages = "", list[tuple[str, Place]]()
    for opening, inline in pairwise(index.tokens):
        if opening.type == "heading_open":
            if pages:
                yield Group(title, pages)
            title, pages = inline.content, []
        parts = inline.children or []
        if opening.type == "paragraph_open" and parts and parts[0].type == "link_open":
            place = manual().leads(index, str(parts[0].attrs["href"]))
            if place is not None:
                pages.append((parts[1].content, place))
    yield Group(title, pages)

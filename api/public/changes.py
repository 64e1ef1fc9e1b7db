"""`/changes`: what each of the last Releases changed, beside `changes.atom`."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.public.directory import directory_of
from api.public.pages import public_page

router = APIRouter(include_in_schema=False)


@router.get("/changes")
def changes(request: Request) -> Response:
    """The last Releases, the newest first: what came, what went, what stands otherwise."""
    directory = directory_of(request)
    listed = directory.by_hostname if directory else {}
    steps = directory.steps if directory else ()
    return public_page(request, "public/changes.html", {"steps": steps, "listed": listed})

"""`/`: what Vigie is, in ten seconds, the check box, and what is out."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.public import checking
from api.public.directory import directory_of
from api.public.pages import public_page

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> Response:
    """What this is, and the Release that is out."""
    values = checking.box() | {"directory": directory_of(request)}
    return public_page(request, "public/home.html", values, scripts=True)

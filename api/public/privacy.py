"""`/privacy`: the policy of docs/privacy.md, as it stands there, in the reader's language."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.public import docs
from api.public.pages import public_page

router = APIRouter(include_in_schema=False)


@router.get("/privacy")
def privacy(request: Request) -> Response:
    """The policy. Its links lead to the pages of the manual."""
    return public_page(request, "public/privacy.html", docs.shown(request, docs.page(request, "/privacy")))

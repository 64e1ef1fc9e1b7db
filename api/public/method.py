"""`/method`: how a site gets onto the list and off it, by whom, and what is out of scope."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.public.pages import public_page
from feeds.hostnames import SUFFIX_LIST_VERSION
from feeds.registry import taxonomy
from feeds.registry.risk import FRESH_FOR_YEARS

router = APIRouter(include_in_schema=False)


@router.get("/method")
def method(request: Request) -> Response:
    """The rules, with the taxonomy as it is."""
    values = {
        "categories": taxonomy.categories().values(),
        "signals": taxonomy.signals().values(),
        "years": FRESH_FOR_YEARS,
        "suffixes": SUFFIX_LIST_VERSION[:10],
    }
    return public_page(request, "public/method.html", values)

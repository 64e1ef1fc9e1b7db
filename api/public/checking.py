"""`/check`: whether an address is listed.

The page finds out in the browser, in the signed list that anybody may download: what is typed leaves for nowhere. Only
where no script runs is it sent; it is answered then, and neither kept nor written to a log.
"""

from typing import Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api import bodies
from api.public import address, answering
from api.public.address import NoAddress, Refusal
from api.public.answering import Verdict
from api.public.directory import Directory, directory_of
from api.public.pages import public_page
from feeds.registry.words import Status

LONGEST_FORM: Final = 65_536  # bytes
PRIVATE: Final = "no-store"

router = APIRouter(include_in_schema=False)


@router.get("/check")
def check(request: Request) -> Response:
    """The page with an empty box."""
    return public_page(request, "public/check.html", box(), scripts=True)


@router.post("/check")
async def checked(request: Request) -> Response:
    """The page with an answer, for who has no script."""
    directory = directory_of(request)
    if directory is None:
        raise HTTPException(503, "Nothing was published yet.")
    typed = await _typed(request)
    answer = await run_in_threadpool(found, typed, directory)
    values = box() | {"typed": typed[: address.LONGEST], "found": answer}
    return public_page(request, "public/check.html", values, caching=PRIVATE, scripts=True)


def box() -> dict[str, Any]:
    """What `check_form.html` shows, and has ready for its script, before anything was typed."""
    verdicts = [*map(str, Verdict), *(f"no_{refusal}" for refusal in Refusal)]
    return {"typed": "", "found": None, "verdicts": verdicts, "statuses": list(Status)}


def found(typed: str, directory: Directory) -> dict[str, Any]:
    """What the page says of a text: a `verdict`, or the reason why it is no address, and what it is about."""
    nothing = {"host": "", "names": (), "site": None, "reasons": (), "category": None}
    try:
        answer = answering.answer(address.read(typed), directory)
    except NoAddress as reason:
        return {**nothing, "verdict": f"no_{reason.refusal}"}
    site = directory.by_hostname[answer.names[0]].site if answer.verdict in (Verdict.LISTED, Verdict.SHUT) else None
    return {
        "verdict": str(answer.verdict),
        "host": answer.host,
        "names": answer.names,
        "site": site,
        "reasons": _reasons(directory, site["slug"]) if site else (),
        "category": directory.words["categories"][site["category"]] if site else None,
    }


def _reasons(directory: Directory, slug: str) -> list[Any]:
    dossier = directory.dossier(slug)
    signals = dossier["signals"] if dossier else []
    return [directory.words["signals"][signal["signal"]]["label"] for signal in signals]


async def _typed(request: Request) -> str:
    """The field `address` of a form, bounded while it is read. Raises 413."""
    body = await bodies.read(request, LONGEST_FORM, too_long="An address is shorter than that.")
    return parse_qs(body.decode("utf-8", "replace")).get("address", [""])[0]

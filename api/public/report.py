"""`/report`: what a family says of a site, for whoever has no extension; counted as `POST /api/v1/reports` counts it.

The form comes from this page or not at all: a page elsewhere cannot have its visitors report a site, because browsers
say where a form was sent from (`Sec-Fetch-Site`), and what a page cannot set.
"""

from typing import Annotated, Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import ValidationError

from api import bodies, reports
from api.public.pages import public_page
from feeds.hostnames.hostname import LONGEST_TEXT
from feeds.review.reports.report import MOST_WORDS, Report
from feeds.review.reports.tables import ReportKind

LONGEST_FORM: Final = 65_536  # bytes
FIELDS: Final = ("name", "kind", "words")
_PRIVATE: Final = "no-store"

router = APIRouter(prefix="/report", include_in_schema=False)


@router.get("")
def show(
    request: Request,
    name: Annotated[str, Query(max_length=LONGEST_TEXT)] = "",
    kind: ReportKind = ReportKind.RISKY,
) -> Response:
    """The form, with the name and the kind that a link to it says."""
    return _page(request, {"name": name, "kind": kind, "words": ""})


@router.post("")
async def send(request: Request, network: Annotated[str, Depends(reports.sender)]) -> Response:
    """Take a report, and say for which name it was counted."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403, "This form was sent from another site. Please open the page here and send it again.")
    typed = await _typed(request)
    try:
        sent = Report.model_validate(typed)
    except ValidationError as failure:
        said = {str(error["loc"][0]): reports.sentence(error) for error in failure.errors(include_input=False)}
        return _page(request, typed, problems=said, status=422)
    counted = await run_in_threadpool(reports.count, request.app, network, sent)
    return _page(request, {"name": "", "kind": ReportKind.RISKY, "words": ""}, counted=counted.name)


def _page(
    request: Request,
    typed: dict[str, Any],
    *,
    problems: dict[str, str] | None = None,
    counted: str = "",
    status: int = 200,
) -> Response:
    values = {
        "typed": typed,
        "problems": dict.fromkeys(FIELDS, "") | (problems or {}),
        "counted": counted,
        "kinds": list(ReportKind),
        "most_words": MOST_WORDS,
        "longest": LONGEST_TEXT,
    }
    return public_page(request, "public/report.html", values, status=status, caching=_PRIVATE)


async def _typed(request: Request) -> dict[str, str]:
    """The fields of the form, bounded while they are read."""
    body = await bodies.read(request, LONGEST_FORM, too_long="A report is shorter than that.")
    sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {field: sent.get(field, [""])[0] for field in FIELDS}

"""`POST /api/v1/reports`: what a family sends, on a click, with nothing that tells who they are.

Rules
- JSON alone is taken. A web page cannot have its visitors send JSON elsewhere without our leave (CORS), so no page can
  make them report a site; only a page of our own and the extension can.
- The address it came from is used to count and to limit, in memory, and goes no further (`api.senders`).
"""

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Response
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api import bodies
from api.database import Database
from api.senders import Senders, TooMany, network_of
from feeds.review.reports import keeping
from feeds.review.reports.keeping import Counted
from feeds.review.reports.report import Report
from feeds.watch import due

LONGEST_BODY: Final = 16_384  # bytes: 1000 characters as JSON escapes, and an address
EXTENSION: Final = "chrome-extension://"
ALLOWED: Final = "GET, HEAD, POST, OPTIONS"  # with what curators' programs read here
READABLE: Final = {"Access-Control-Allow-Origin": "*"}  # an answer tells nothing that was not sent

router = APIRouter(prefix="/api/v1/reports", tags=["reports"])


def install(app: FastAPI) -> None:
    """Take reports at the application."""
    app.state.senders = Senders()
    app.include_router(router)


async def _body(request: Request) -> bytes:
    """The body, bounded while it is read."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise _refusal(415, "Send the report as application/json.")
    too_long = f"A report has at most {LONGEST_BODY} bytes."
    return await bodies.read(request, LONGEST_BODY, too_long=too_long, headers=READABLE)


def sender(request: Request) -> str:
    """The network that asks, which is let in now. 429 when it asks too often."""
    senders: Senders = request.app.state.senders
    peer = request.client.host if request.client else None
    network = network_of(peer, request.headers.get("x-forwarded-for"))
    try:
        senders.let_in(network)
    except TooMany as refusal:
        raise _refusal(429, str(refusal), wait=refusal.wait) from None
    return network


_SCHEMA: Final = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": Report.model_json_schema()}}},
    "responses": {
        str(status): {"description": meaning, "content": {"application/problem+json": {}}}
        for status, meaning in {
            413: "The body is too long.",
            415: "It is not JSON.",
            422: "A field cannot be used, or the name cannot be listed.",
            429: "Too many came from this network; `Retry-After` says when to try again.",
            503: "Too many names were reported today.",
        }.items()
    },
}


@router.post("", status_code=202, openapi_extra=_SCHEMA)
def report(
    request: Request,
    response: Response,
    network: Annotated[str, Depends(sender)],
    body: Annotated[bytes, Depends(_body)],
) -> dict[str, str]:
    """Take a report. It is answered with the name that it was counted for: no path, no user, no port."""
    response.headers.update(READABLE)
    sent = _read(body)
    return {"name": count(request.app, network, sent).name, "kind": sent.kind}


def count(app: FastAPI, network: str, sent: Report) -> Counted:
    """Keep a report of a network, for the name that it is counted for. 503 when too many names were reported today."""
    about = f"{sent.hostname.registrable} {sent.kind}"
    senders: Senders = app.state.senders
    database: Database = app.state.database
    at = datetime.now(UTC)
    try:
        with senders.counting(network, about) as is_new_source, database.write() as session:
            counted = keeping.add(session, sent, is_new_source=is_new_source, day=at.date())
            if counted.is_first:  # and no other: nobody can have the Watch look all day
                due.sooner(session, counted.name, at)
    except keeping.Flooded as refusal:
        raise _refusal(503, str(refusal), wait=3600) from None
    return counted


@router.options("", include_in_schema=False)
def ask_first(origin: Annotated[str, Header()] = "") -> Response:
    """Let an extension without host access send its report; say nothing to a web page."""
    if not origin.startswith(EXTENSION):
        return Response(status_code=204, headers={"Allow": ALLOWED, "Vary": "Origin"})
    allowed = {"Origin": origin, "Methods": "POST", "Headers": "content-type", "Max-Age": "600"}
    headers = {f"Access-Control-{'' if key == 'Max-Age' else 'Allow-'}{key}": value for key, value in allowed.items()}
    return Response(status_code=204, headers=headers | {"Vary": "Origin"})


def _read(body: bytes) -> Report:
    try:
        return Report.model_validate_json(body)
    except ValidationError as failure:
        said = (": ".join([*map(str, error["loc"]), sentence(error)]) for error in failure.errors(include_input=False))
        raise _refusal(422, "; ".join(said)) from None


def sentence(error: ErrorDetails) -> str:
    """What is wrong with a field, for people."""
    return error["msg"].removeprefix("Value error, ")


def _refusal(status: int, sentence: str, *, wait: int = 0) -> HTTPException:
    return HTTPException(status, sentence, headers=READABLE | ({"Retry-After": str(wait)} if wait else {}))

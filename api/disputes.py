"""`/api/v1/disputes`: open a Dispute, and read one by its secret. Curators' programs: `api.editing.disputes`.

Rules
- JSON alone is taken, so that no page elsewhere can have its visitors open one (as for `api.reports`).
- The address it came from is used to limit, in memory, and goes no further (`api.senders`). Whoever showed
  control of the Name is not limited.
- Whoever knows the secret may read the Dispute; nothing else tells it apart, and it is in no list.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from limits import RateLimitItemPerDay, RateLimitItemPerHour
from pydantic import ValidationError

from api import bodies, open_web
from api.dispute_said import OpenedDispute, OwnDispute, own
from api.editing.answering import read, written
from api.editing.described import refusals
from api.editing.program import database_of
from api.outbox import happened
from api.reading.limiting import let_in
from api.senders import Senders, TooMany, network_of
from feeds.review.disputes import opening, proving, reading
from feeds.review.disputes.asking import Asked
from feeds.review.disputes.opening import Opened
from feeds.review.disputes.proving import Place
from feeds.review.disputes.states import Way

OFTEN: Final = "Too many disputes were opened from your network; please come back later."
PATH: Final = "/api/v1/disputes"
LONGEST_BODY: Final = 16_384  # bytes: 1000 characters as JSON escapes, and two addresses
OF_ONE_NETWORK: Final = (RateLimitItemPerHour(10), RateLimitItemPerDay(20))
LOOKS: Final = RateLimitItemPerHour(60)  # of one network, for a proof that comes before the Dispute
Secret = Annotated[str, Path(min_length=1, max_length=100, pattern="^[A-Za-z0-9_-]+$")]

router = APIRouter(prefix=PATH, tags=["disputes"], dependencies=[Depends(let_in)])


def install(app: FastAPI) -> None:
    """Take Disputes at the application."""
    app.state.disputers = Senders(OF_ONE_NETWORK, of_all=None)
    app.state.lookers = Senders((LOOKS,), of_all=None)
    app.include_router(router)


def open_one(request: Request, asked: Asked, secret: str | None = None, shown: Way | None = None) -> Opened:
    """Open a Dispute for whoever asks, under a secret that they have, if they do; there is one for each secret.

    `shown` is how they showed control of the Name before. Raises `NotListed`; `TooMany` of one network without that.
    """
    at = datetime.now(UTC)
    if shown is None:
        _senders(request, "disputers").let_in(_network(request))
    with database_of(request).write() as session:
        if secret and (known := opening.opened_with(session, secret)):
            return Opened(known, secret)
        opened = opening.open_dispute(session, asked, at, secret=secret)
        if shown:
            proving.prove(session, opened.dispute, shown, at)
            happened.dispute_proved(session, opened.dispute, at)
        else:
            happened.dispute_opened(session, opened.dispute, at)
        return opened


def place_for(request: Request, asked: Asked, secret: str) -> Place:
    """Where whoever has a secret shows that they control the listed Name. Raises `NotListed`."""
    with database_of(request).read() as session:
        name, _ = opening.listed(session, asked.hostname)
    return proving.place_at(name, opening.code_of(secret))


async def look(request: Request, asked: Asked, secret: str) -> Way | None:
    """How control of the Name is shown by now, if it is. Raises `NotListed`, and `TooMany` looks of one network."""
    _senders(request, "lookers").let_in(_network(request))
    place, settings = await run_in_threadpool(place_for, request, asked, secret), request.app.state.settings
    return await proving.look(place, open_web.resolver(settings), open_web.prover(settings))


def _senders(request: Request, which: str) -> Senders:
    senders: Senders = getattr(request.app.state, which)
    return senders


def _network(request: Request) -> str:
    return network_of(request.client.host if request.client else None, request.headers.get("x-forwarded-for"))


def page_of(request: Request, secret: str) -> str:
    """The address of the private page."""
    return f"{str(request.app.state.settings.public_url).rstrip('/')}/dispute/{secret}"


async def _asked(request: Request) -> Asked:
    """What is asked, from a bounded body. 413, 415; 422 says which field cannot be used."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send the dispute as application/json.", {"Accept": "application/json"})
    body = await bodies.read(request, LONGEST_BODY, too_long=f"A dispute has at most {LONGEST_BODY} bytes.")
    try:
        return Asked.model_validate(orjson.loads(body))
    except orjson.JSONDecodeError as failure:
        raise HTTPException(400, f"The body is not JSON: {failure}.") from None
    except ValidationError as failure:
        errors = [{**error, "loc": ("body", *error["loc"])} for error in failure.errors(include_input=False)]
        raise RequestValidationError(errors, body=orjson.loads(body)) from None


_SHAPE: Final = Asked.model_json_schema(ref_template="#/components/schemas/{model}")
_SHAPE.pop("$defs")  # they are among the components, for what is answered
_BODY: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": {"application/json": {"schema": _SHAPE}}}}
_REFUSALS: Final = {status: said for status, said in refusals(400, 413, 415, 404).items() if status not in (401, 403)}


@router.post("", status_code=201, response_model=OpenedDispute, responses=_REFUSALS, openapi_extra=_BODY)
def open_dispute(request: Request, asked: Annotated[Asked, Depends(_asked)]) -> Response:
    """Open a Dispute about a listed name: nobody has to say who they are. 404 for a name of which nothing is said."""
    try:
        opened = open_one(request, asked)
    except opening.NotListed as refusal:
        raise HTTPException(404, str(refusal)) from None
    except TooMany as refusal:
        raise HTTPException(429, OFTEN, headers={"Retry-After": str(refusal.wait)}) from None
    with database_of(request).read() as session:
        fields = own(session, opened.dispute)
    said = OpenedDispute(**fields, secret=opened.secret, page=page_of(request, opened.secret))
    return written(said, location=f"{PATH}/{opened.secret}")


@router.get("/{secret}", response_model=OwnDispute, responses=_REFUSALS)
def read_dispute(request: Request, secret: Secret) -> Response:
    """One Dispute, for whoever knows its secret."""
    with database_of(request).read() as session:
        try:
            said = OwnDispute(**own(session, reading.by_secret(session, secret)))
        except reading.NoSuchDispute as refusal:
            raise HTTPException(404, str(refusal)) from None
    return read(request, said)

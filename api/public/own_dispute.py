"""`/dispute/{secret}`: the private page of whoever opened a Dispute. Knowing its address is all that it takes."""

from datetime import UTC, datetime
from typing import Final, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from sqlmodel import Session

from api import bodies, disputes, open_web
from api.database import Database
from api.disputes import Secret
from api.outbox import happened
from api.public.dispute import check_is_ours
from api.public.pages import public_page
from api.reading.limiting import let_in
from feeds.review.disputes import answering, proving, reading
from feeds.review.disputes.proving import LookedTooOften, Place
from feeds.review.disputes.states import WAITING, DoesNotFit, Way
from feeds.review.disputes.tables import Dispute
from feeds.review.tables import Proposal

Looked = Literal["", "found", "missing"]
LONGEST_FORM: Final = 1000  # bytes
UNSEEN: Final = {"X-Robots-Tag": "noindex"}

router = APIRouter(prefix="/dispute", include_in_schema=False, dependencies=[Depends(let_in)])


@router.get("/{secret}")
def show(request: Request, secret: Secret) -> Response:
    """Its state, its clock, what was answered, and what can be done."""
    return _page(request, secret)


@router.post("/{secret}")
async def act(request: Request, secret: Secret) -> Response:
    """Look for the proof now, or take it back and erase what was written."""
    check_is_ours(request)
    form = parse_qs((await bodies.read(request, LONGEST_FORM, too_long="This form is a button.")).decode("latin-1"))
    try:
        match form.get("act"):
            case ["prove"]:
                looked = await _look(request, secret)
                return await run_in_threadpool(_page, request, secret, looked=looked)
            case ["withdraw"]:
                await run_in_threadpool(_withdraw, request, secret)
                return await run_in_threadpool(_page, request, secret)
    except (DoesNotFit, LookedTooOften) as refusal:
        return await run_in_threadpool(_page, request, secret, refusal=str(refusal), status=409)
    raise HTTPException(422, "This form says nothing that can be done.")


async def _look(request: Request, secret: str) -> Looked:
    settings = request.app.state.settings
    place = await run_in_threadpool(_count_look, request, secret)
    way = await proving.look(place, open_web.resolver(settings), open_web.prover(settings))
    if way is None:
        return "missing"
    await run_in_threadpool(_prove, request, secret, way)
    return "found"


def _count_look(request: Request, secret: str) -> Place:
    with _database(request).write() as session:
        return proving.count_look(session, _found(session, secret))


def _prove(request: Request, secret: str, way: Way) -> None:
    with _database(request).write() as session:
        dispute, at = _found(session, secret), datetime.now(UTC)
        proving.prove(session, dispute, way, at)
        happened.dispute_proved(session, dispute, at)


def _withdraw(request: Request, secret: str) -> None:
    with _database(request).write() as session:
        answering.withdraw(session, _found(session, secret), datetime.now(UTC))


def _found(session: Session, secret: str) -> Dispute:
    try:
        return reading.by_secret(session, secret)
    except reading.NoSuchDispute:
        raise HTTPException(404, "There is no such dispute. Its address has to be whole.") from None


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _page(request: Request, secret: str, *, looked: Looked = "", refusal: str = "", status: int = 200) -> Response:
    now = datetime.now(UTC)
    with _database(request).read() as session:
        dispute = _found(session, secret)
        proposal = session.get(Proposal, dispute.proposal_id) if dispute.proposal_id else None
        values = {
            "dispute": dispute,
            "clock": reading.clock_of(dispute),
            "answers": [said for said, _ in reading.answers(session, dispute)],
            "change": proposal,
        }
    values |= {
        "place": proving.place_of(dispute),
        "looks_left": proving.MOST_LOOKS - dispute.proof_tries,
        "is_waiting": dispute.state in WAITING,
        "address": disputes.page_of(request, secret),
        "now": now,
        "looked": looked,
        "refusal": refusal,
    }
    made = public_page(request, "public/own_dispute.html", values, status=status, caching="no-store")
    made.headers.update(UNSEEN)
    return made

"""Disputes on the Desk: a list with its clock, and one of them with what was written, the proof, and what to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from api.desk.crowd import Page
from api.desk.curator import LONGEST_REASON, Admin, Curator, Editor, FormToken, check_token, database_of
from api.desk.signing_in import SignedIn
from api.editing.fields import Number
from api.web import page
from feeds.review import people
from feeds.review.applying import DoesNotApply
from feeds.review.disputes import answering, crowds, erasing, reading, replying
from feeds.review.disputes.answering import NeedsProof
from feeds.review.disputes.reading import NoSuchDispute
from feeds.review.disputes.states import WAITING, Act, DoesNotFit
from feeds.review.disputes.tables import Dispute
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.tables import Person, Proposal

router = APIRouter(prefix="/desk/disputes", include_in_schema=False)
ON_A_PAGE: Final = 100
_STATUS: Final = {NotAllowed: 403, DoesNotFit: 409, DoesNotApply: 409, NeedsProof: 409, NeedsReason: 422}
Words = Annotated[str, Field(max_length=LONGEST_REASON)]


class Typed(BaseModel):
    """What a curator did on the page, as it was typed: what cannot be used is shown again as it was."""

    token: Annotated[str, Field(max_length=200)]
    act: Literal["answer", "uphold", "refuse", "draft", "take_back"]
    text: Words = ""
    note: Words = ""


@router.get("")
def disputes(request: Request, curator: Curator, number: Page = 1) -> HTMLResponse:
    """Those that wait, the most urgent first, crowds together, and those that are over."""
    with database_of(request).read() as session:
        waiting = crowds.alone(session, most=ON_A_PAGE + 1, offset=(number - 1) * ON_A_PAGE)
        values: dict[str, Any] = {
            "waiting": waiting[:ON_A_PAGE],
            "crowds": crowds.crowds(session, most=ON_A_PAGE),
            "closed": reading.closed_lately(session, most=ON_A_PAGE),
        }
    values |= {"more": len(waiting) > ON_A_PAGE, "number": number, "clock_of": reading.clock_of}
    return page(request, "desk/disputes.html", values | {"curator": curator, "now": datetime.now(UTC)})


@router.get("/{number}")
def dispute(request: Request, number: Number, curator: Curator) -> HTMLResponse:
    """One Dispute."""
    return _page(request, number, curator)


@router.post("/{number}")
def act(request: Request, number: Number, curator: Editor, typed: Annotated[Typed, Form()]) -> Response:
    """Answer, uphold, refuse, or draft what follows, as the curator who is signed in."""
    check_token(curator, typed.token)
    try:
        with database_of(request).write() as session:
            by = people.get(session, curator.person.handle)
            reached = _ACTS[typed.act](session, _found(session, number), typed, by, datetime.now(UTC))
    except tuple(_STATUS) as refusal:
        return _page(request, number, curator, typed, refusal=str(refusal), status=_STATUS[type(refusal)])
    return RedirectResponse(reached, 303)


@router.post("/{number}/erase")
def erase(request: Request, number: Number, curator: Admin, token: FormToken) -> Response:
    """Erase what is personal in it, at once and for good."""
    check_token(curator, token)
    with database_of(request).write() as session:
        erasing.erase(session, _found(session, number), by=curator.person.handle, at=datetime.now(UTC))
    return RedirectResponse(f"/desk/disputes/{number}", 303)


def _answer(session: Session, found: Dispute, typed: Typed, by: Person, at: datetime) -> str:
    answering.answer(session, found, Act(typed.act), by=by, text=typed.text, private_note=typed.note, at=at)
    return f"/desk/disputes/{found.id}"


def _uphold(session: Session, found: Dispute, typed: Typed, by: Person, at: datetime) -> str:
    proposal = replying.uphold(session, found, by=by, text=typed.text, private_note=typed.note, at=at)
    return _proposed(proposal) if proposal else f"/desk/sites/{found.site_slug}"


def _draft(session: Session, found: Dispute, typed: Typed, by: Person, at: datetime) -> str:
    return _proposed(replying.draft(session, found, by=by, reason=_reason(typed), at=at))


def _take_back(session: Session, found: Dispute, typed: Typed, by: Person, at: datetime) -> str:
    return _proposed(replying.draft_withdrawal(session, found, by=by, reason=_reason(typed), at=at))


def _proposed(proposal: Proposal) -> str:
    return f"/desk/proposals/{proposal.id}"


def _reason(typed: Typed) -> str:
    if not typed.text.strip():
        raise NeedsReason("A proposal needs a reason; it is published.")
    return typed.text.strip()


_ACTS: Final[dict[str, Callable[[Session, Dispute, Typed, Person, datetime], str]]] = {
    "answer": _answer,
    "uphold": _uphold,
    "refuse": _answer,
    "draft": _draft,
    "take_back": _take_back,
}


def _found(session: Session, number: int) -> Dispute:
    try:
        return reading.get(session, number)
    except NoSuchDispute:
        raise HTTPException(404, f"There is no dispute {number}.") from None


def _page(
    request: Request,
    number: int,
    curator: SignedIn,
    typed: Typed | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    with database_of(request).read() as session:
        found = _found(session, number)
        values: dict[str, Any] = {
            "dispute": found,
            "clock": reading.clock_of(found),
            "answers": reading.answers(session, found),
            "proposal": session.get(Proposal, found.proposal_id) if found.proposal_id else None,
            "may_draft": replying.may_draft(session, found),
            "is_shown": replying.is_shown(session, found),
        }
    values |= {
        "is_waiting": found.state in WAITING,
        "now": datetime.now(UTC),
        "typed": typed or Typed(token="", act="answer"),
        "curator": curator,
        "refusal": refusal,
        "longest_reason": LONGEST_REASON,
    }
    return page(request, "desk/dispute.html", values, status=status)

"""One Proposal: its changes beside its sources, what curators say of it, and the decision."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from api.desk import proposal_values
from api.desk.curator import Curator, FormToken, Reason, Reviewer, check_token, database_of
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.review import people, proposals
from feeds.review.applying import DoesNotApply
from feeds.review.editing import NothingLeft
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason, NoSuchProposal
from feeds.review.states import Action, NotPossible
from feeds.review.steps import Stale
from feeds.review.tables import Proposal

router = APIRouter(prefix="/desk", include_in_schema=False)
DECIDE: Final = {
    Action.APPROVE: proposals.approve,
    Action.REJECT: proposals.reject,
    Action.ASK_FOR_CHANGES: proposals.ask_for_changes,
}
REFUSALS: Final[dict[type[Exception], int]] = {
    NotAllowed: 403,
    NotPossible: 409,
    DoesNotApply: 409,
    Stale: 409,
    NeedsReason: 422,
    NothingLeft: 422,
}
Version = Annotated[int, Form(ge=1, le=2**31 - 1)]


@router.get("/proposals/{number}")
def proposal(request: Request, number: int, curator: Curator) -> HTMLResponse:
    """One Proposal: what it would change, on what evidence, and the decision."""
    return proposal_page(request, number, curator)


@router.post("/proposals/{number}")
def decide(
    request: Request,
    number: int,
    curator: Reviewer,
    token: FormToken,
    version: Version,
    verdict: Annotated[Action, Form()],
    reason: Reason = "",
) -> Response:
    """Approve, reject, or ask for changes, as the curator who is signed in."""
    check_token(curator, token)
    if verdict not in DECIDE:
        raise HTTPException(422, f"A proposal is decided by one of {', '.join(DECIDE)}.")
    try:
        with writing(request, number) as (session, found):
            reviewer = people.get(session, curator.person.handle)
            DECIDE[verdict](session, found, reviewer=reviewer, reason=reason, at=datetime.now(UTC), version=version)
    except tuple(REFUSALS) as refusal:
        return refused(request, number, curator, refusal, {"reason": reason})
    return RedirectResponse("/desk", 303)


def refused(
    request: Request, number: int, curator: SignedIn, refusal: Exception, typed: dict[str, str] | None = None
) -> HTMLResponse:
    """The page of the Proposal as it is now, with why something was refused, and what was typed."""
    read = refusal.read if isinstance(refusal, Stale) else None
    status = REFUSALS[type(refusal)]
    return proposal_page(request, number, curator, refusal=str(refusal), read=read, typed=typed, status=status)


def proposal_page(
    request: Request,
    number: int,
    curator: SignedIn,
    *,
    refusal: str = "",
    read: int | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page of a Proposal; `read` is an older version, since which the page tells what others did."""
    with database_of(request).read() as session:
        values = proposal_values.of(session, found_proposal(session, number), read)
    values |= {"curator": curator, "refusal": refusal, "typed": {"reason": "", "comment": ""} | (typed or {})}
    return page(request, "desk/proposal.html", values, status=status)


@contextmanager
def writing(request: Request, number: int) -> Iterator[tuple[Session, Proposal]]:
    """One transaction that writes, with the Proposal of this number. 404 when there is none."""
    with database_of(request).write() as session:
        yield session, found_proposal(session, number)


def found_proposal(session: Session, number: int) -> Proposal:
    """The Proposal of this number. 404 when there is none."""
    try:
        return proposals.get(session, number)
    except NoSuchProposal:
        raise HTTPException(404, f"There is no proposal {number}.") from None

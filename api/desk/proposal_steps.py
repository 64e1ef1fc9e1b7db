"""What editors do to a Proposal: hand it in, take it back, withdraw it, begin it anew; and what curators say of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.desk.curator import Editor, FormToken, Reason, check_token
from api.desk.proposal import REFUSALS, Version, refused, writing
from feeds.review import comments, editing, people, proposals
from feeds.review.proposals import NeedsReason
from feeds.review.tables import Person, Proposal

router = APIRouter(prefix="/desk", include_in_schema=False)


class Act(StrEnum):
    """What an editor's button asks for."""

    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    WITHDRAW = "withdraw"
    COPY = "copy"


@router.post("/proposals/{number}/step")
def take_step(
    request: Request,
    number: int,
    curator: Editor,
    token: FormToken,
    version: Version,
    act: Annotated[Act, Form()],
    reason: Reason = "",
) -> Response:
    """Take one step as the curator who is signed in, and show the Proposal that it led to."""
    check_token(curator, token)
    try:
        with writing(request, number) as (session, found):
            by = people.get(session, curator.person.handle)
            reached = _STEPS[act](session, found, by, version, reason)
    except tuple(REFUSALS) as refusal:
        return refused(request, number, curator, refusal, {"reason": reason})
    return RedirectResponse(f"/desk/proposals/{reached}", 303)


@router.post("/proposals/{number}/comments")
def say(
    request: Request,
    number: int,
    curator: Editor,
    token: FormToken,
    text: Reason = "",
) -> Response:
    """Say something to the other curators."""
    check_token(curator, token)
    try:
        with writing(request, number) as (session, found):
            by = people.get(session, curator.person.handle)
            comments.add(session, found, by=by, text=text, at=datetime.now(UTC))
    except comments.NothingSaid as refusal:
        return refused(request, number, curator, NeedsReason(str(refusal)))
    return RedirectResponse(f"/desk/proposals/{number}#comments", 303)


Step = Callable[[Session, Proposal, Person, int, str], int]


def _submit(session: Session, proposal: Proposal, by: Person, version: int, _: str) -> int:
    editing.submit(session, proposal, by=by, version=version, at=datetime.now(UTC))
    return proposal.id


def _take_back(session: Session, proposal: Proposal, by: Person, version: int, _: str) -> int:
    editing.take_back(session, proposal, by=by, version=version, at=datetime.now(UTC))
    return proposal.id


def _withdraw(session: Session, proposal: Proposal, by: Person, version: int, reason: str) -> int:
    proposals.withdraw(session, proposal, by=by, reason=reason, at=datetime.now(UTC), version=version)
    return proposal.id


def _copy(session: Session, proposal: Proposal, by: Person, _: int, __: str) -> int:
    return editing.copy(session, proposal, by=by, at=datetime.now(UTC)).id


_STEPS: Final[dict[Act, Step]] = {
    Act.SUBMIT: _submit,
    Act.TAKE_BACK: _take_back,
    Act.WITHDRAW: _withdraw,
    Act.COPY: _copy,
}

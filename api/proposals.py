"""`/api/v1/proposals`: what waits and what was decided, for curators' programs."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from api.bearer import bearer
from api.database import Database
from api.reading import shapes
from api.reading.answering import answer
from api.reading.limiting import let_in
from feeds.review import proposals
from feeds.review.authorship import authors
from feeds.review.proposals import NoSuchProposal
from feeds.review.roles import Deed
from feeds.review.states import ProposalState, Verdict
from feeds.review.tables import Person, Proposal, Review

PATH: Final = "/api/v1/proposals"
A_PAGE: Final = 100
GREATEST: Final = 2**31 - 1  # of PostgreSQL's integer
PRIVATE: Final = "private, no-cache"

router = APIRouter(prefix=PATH, tags=["curators"], dependencies=[Depends(let_in), Depends(bearer(Deed.READ))])

_STATE: Final = {"enum": [state.value for state in ProposalState]}
_PROPOSAL: Final = {
    "number": shapes.SERIAL,
    "title": shapes.TEXT,
    "reason": shapes.TEXT,
    "state": _STATE,
    "authors": shapes.array(shapes.TEXT),
    "created": shapes.MOMENT,
    "decided": shapes.or_null(shapes.MOMENT),
    "published_in": {**shapes.or_null(shapes.SERIAL), "description": "The serial of the Release that carried it."},
}
_PAGE: Final = shapes.obj({"proposals": shapes.array(shapes.obj(_PROPOSAL)), "next": shapes.or_null(shapes.TEXT)})
_REVIEW: Final = {
    "reviewer": shapes.TEXT,
    "verdict": {"enum": [verdict.value for verdict in Verdict]},
    "reason": shapes.TEXT,
    "at": shapes.MOMENT,
}
_WHOLE: Final = shapes.obj(
    {
        **_PROPOSAL,
        "operations": shapes.array({"type": "object", "required": ["op"], "properties": {"op": shapes.TEXT}}),
        "reviews": shapes.array(shapes.obj(_REVIEW)),
    }
)
_PROBLEM: Final = {"content": {"application/problem+json": {"schema": shapes.PROBLEM}}}
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    401: {"description": "No token that holds was shown.", **_PROBLEM},
    403: {"description": "The token, or its person, may not do this.", **_PROBLEM},
}
Number = Annotated[int, Path(ge=1, le=GREATEST)]


class Question(BaseModel):
    """Which Proposals; no other parameter is taken."""

    model_config = ConfigDict(extra="forbid")

    state: ProposalState | None = None
    cursor: Annotated[
        int | None, Field(ge=1, le=GREATEST, description="From `next`: the number of the last one that you have.")
    ] = None


@router.get("", responses={**shapes.answers(_PAGE), **_REFUSALS})
def list_proposals(request: Request, question: Annotated[Question, Query()]) -> Response:
    """Proposals, the newest first, a hundred a page."""
    rows = select(Proposal).where(col(Proposal.id) < question.cursor) if question.cursor else select(Proposal)
    rows = rows.where(Proposal.state == question.state) if question.state else rows
    database: Database = request.app.state.database
    with database.read() as session:
        found = session.exec(rows.order_by(col(Proposal.id).desc()).limit(A_PAGE + 1)).all()
        wrote = authors(session, found)
    page = found[:A_PAGE]
    state = f"state={question.state}&" if question.state else ""
    following = f"{PATH}?{state}cursor={page[-1].id}" if len(found) > A_PAGE else None
    content = {"proposals": [_said(row, wrote[row.id]) for row in page], "next": following}
    return answer(request, content, caching=PRIVATE)


@router.get("/{number}", responses={**shapes.answers(_WHOLE, 404), **_REFUSALS})
def show_proposal(request: Request, number: Number) -> Response:
    """One Proposal: its operations, and what was said of it."""
    database: Database = request.app.state.database
    with database.read() as session:
        try:
            found = proposals.get(session, number)
        except NoSuchProposal:
            raise HTTPException(404, f"There is no proposal {number}.") from None
        operations = [operation.model_dump(mode="json") for operation in proposals.operations_of(session, found)]
        content = _said(found, proposals.authors_of(session, found))
        content |= {"operations": operations, "reviews": _reviews(session, number)}
    return answer(request, content, caching=PRIVATE)


def _reviews(session: Session, number: int) -> list[dict[str, Any]]:
    rows = select(Review, Person.handle).join(Person).where(Review.proposal_id == number).order_by(col(Review.id))
    return [
        {"reviewer": handle, "verdict": row.verdict, "reason": row.reason, "at": _moment(row.at)}
        for row, handle in session.exec(rows)
    ]


def _said(row: Proposal, wrote: list[str]) -> dict[str, Any]:
    return {
        "number": row.id,
        "title": row.title,
        "reason": row.public_reason,
        "state": row.state,
        "authors": wrote,
        "created": _moment(row.created_at),
        "decided": _moment(row.decided_at) if row.decided_at else None,
        "published_in": row.published_in,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

"""How a Proposal is said and written, in JSON."""

from typing import Annotated, Any, Final

from fastapi import Response
from pydantic import Field, StrictBool
from sqlmodel import Session, col, select

from api.editing.answering import Shape, written
from api.editing.fields import Moment
from api.editing.version import tag_of
from feeds.review import proposals
from feeds.review.operations import Line, Operation, Operations, Passage
from feeds.review.states import ProposalState, Verdict
from feeds.review.tables import Person, Proposal, Review

PATH: Final = "/api/v1/proposals"
_EXAMPLE: Final = {
    "title": "List coco.zone",
    "reason": "A newspaper says that it is where coco.gg was.",
    "operations": [
        {
            "op": "add_evidence",
            "key": "newspaper-2026-11-20",
            "publisher": "A newspaper",
            "title": "The chat site is back",
            "date": "2026-11-20",
            "language": "en",
            "url": "https://news.example.com/back",
            "quote": "coco.gg is coco.zone now.",
        },
        {
            "op": "add_name",
            "site": "coco",
            "name": "coco.zone",
            "status": "active",
            "evidence": ["newspaper-2026-11-20"],
        },
    ],
}


class ProposalInShort(Shape):
    """A Proposal without what it would change."""

    number: int
    version: int
    title: str
    reason: str
    state: ProposalState
    authors: list[str]
    created: Moment
    decided: Moment | None
    published_in: Annotated[int | None, Field(description="The serial of the Release that carried it.")]


class ReviewSaid(Shape):
    """What somebody decided, and why."""

    reviewer: str
    verdict: Verdict
    reason: str
    at: Moment


class WholeProposal(ProposalInShort):
    """A Proposal. Everybody who ever wrote a part of it is an author, also of a part that was taken out."""

    private_note: Annotated[str | None, Field(description="For curators; it is not published.")]
    operations: list[Operation]
    reviews: list[ReviewSaid]


class Written(Shape):
    """What a Proposal says."""

    title: Annotated[Line, Field(description="What it changes, in one line.", examples=["List coco.zone"])]
    reason: Annotated[Passage, Field(description="Why; it is published.")]
    private_note: Annotated[Passage | None, Field(description="For curators; it is not published.")] = None
    operations: Operations


class NewProposal(Written, json_schema_extra={"examples": [_EXAMPLE]}):
    """A new Proposal."""

    draft: Annotated[
        StrictBool, Field(description="Keep it as a draft: it need not fit the registry yet, and nobody decides on it.")
    ] = False


def in_short(row: Proposal, authors: list[str]) -> dict[str, Any]:
    """The fields of `ProposalInShort`."""
    return {
        "number": row.id,
        "version": row.version,
        "title": row.title,
        "reason": row.public_reason,
        "state": row.state,
        "authors": authors,
        "created": row.created_at,
        "decided": row.decided_at,
        "published_in": row.published_in,
    }


def whole(session: Session, row: Proposal) -> WholeProposal:
    """A Proposal with its operations and its Reviews."""
    reviews = select(Review, Person.handle).join(Person).where(Review.proposal_id == row.id).order_by(col(Review.id))
    return WholeProposal(
        **in_short(row, proposals.authors_of(session, row)),
        private_note=row.private_note,
        operations=proposals.operations_of(session, row),
        reviews=[
            ReviewSaid(reviewer=handle, verdict=Verdict(review.verdict), reason=review.reason, at=review.at)
            for review, handle in session.exec(reviews)
        ],
    )


def what_came(session: Session, row: Proposal, *, is_new: bool = False) -> Response:
    """The answer to whoever changed a Proposal, or made it."""
    location = f"{PATH}/{row.id}" if is_new else ""
    return written(whole(session, row), tag=tag_of(row.version), location=location)

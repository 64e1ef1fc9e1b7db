"""`/api/v1/proposals/{number}/comments`: what curators say to one another. It is never published."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import Field

from api.editing.answering import Shape, read, written
from api.editing.described import READ_ONE, created
from api.editing.fields import Moment, Number
from api.editing.program import Editor, Reader, acting, database_of
from api.editing.proposal import PATH
from api.editing.route import router_at
from feeds.review import comments, proposals
from feeds.review.operations import Passage
from feeds.review.tables import Comment

router = router_at(PATH)


class CommentSaid(Shape):
    """What somebody said."""

    person: str
    at: Moment
    text: str


class Comments(Shape):
    """What was said about a Proposal, oldest first."""

    comments: list[CommentSaid]


class NewComment(Shape):
    """Something to be said."""

    text: Annotated[Passage, Field(examples=["Is the second source of the same agency?"])]


@router.get("/{number}/comments", response_model=Comments, responses=READ_ONE)
def read_comments(request: Request, _: Reader, number: Number) -> Response:
    """What was said about a Proposal, oldest first."""
    with database_of(request).read() as session:
        said = comments.of(session, proposals.get(session, number))
    return read(request, Comments(comments=[_said(comment, handle) for comment, handle in said]))


@router.post("/{number}/comments", status_code=201, response_model=CommentSaid, responses=created())
def comment_on_proposal(request: Request, program: Editor, number: Number, new: NewComment) -> Response:
    """Say something about a Proposal, in whatever state it is. Its version stays."""
    with acting(request, program) as it:
        found = proposals.get(it.session, number)
        said = comments.add(it.session, found, by=it.person, text=new.text, at=it.at)
        return written(_said(said, it.person.handle), location=f"{PATH}/{number}/comments")


def _said(comment: Comment, handle: str) -> CommentSaid:
    return CommentSaid(person=handle, at=comment.at, text=comment.text)

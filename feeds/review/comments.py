"""What curators say to one another about a Proposal. Private: neither the feed nor the Journal has any of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from feeds.review import people
from feeds.review.roles import Deed
from feeds.review.tables import Comment, Person, Proposal


class NothingSaid(ValueError):
    """A comment without a word. `str()` is one sentence for people."""


def add(session: Session, proposal: Proposal, *, by: Person, text: str, at: datetime) -> Comment:
    """Say something about a Proposal, in whatever state it is. Raises `four_eyes.NotAllowed`, and `NothingSaid`."""
    people.check_may(by, Deed.PROPOSE)
    if not text.strip():
        raise NothingSaid("A comment needs a word.")
    comment = Comment(proposal_id=proposal.id, person_id=by.id, text=text.strip(), at=at)
    session.add(comment)
    session.flush()
    return comment


def of(session: Session, proposal: Proposal) -> Sequence[tuple[Comment, str]]:
    """What was said about a Proposal, with the handle of whoever said it, oldest first."""
    said = select(Comment, Person.handle).join(Person).where(Comment.proposal_id == proposal.id)
    return session.exec(said.order_by(col(Comment.id))).all()

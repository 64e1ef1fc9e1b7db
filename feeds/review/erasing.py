"""Erases what curators wrote for themselves about a Proposal: its private note, the note's salt, and the comments.

The Journal holds the note's digest under that salt. Without it the digest tells nothing, and the chain still holds.
"""

from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from feeds.review import people, steps
from feeds.review.roles import Deed
from feeds.review.tables import Comment, Person, Proposal


def erase(session: Session, proposal: Proposal, *, by: Person, at: datetime) -> bool:
    """Erase them for good, in whatever state the Proposal is; False when there is nothing to erase.

    What is published stays: the reason, the operations, the verdicts. Raises `four_eyes.NotAllowed` for whoever is no
    admin.
    """
    people.check_may(by, Deed.ADMINISTER)
    session.refresh(proposal, with_for_update=True)
    of_it = col(Comment.proposal_id) == proposal.id
    said = session.exec(select(func.count()).select_from(Comment).where(of_it)).one()
    if proposal.private_salt is None and not said:
        return False
    proposal.private_note = proposal.private_salt = None
    session.add(proposal)
    session.execute(delete(Comment).where(of_it))
    session.flush()
    steps.record(session, at, by, "erase", proposal, {"comments": said})
    return True

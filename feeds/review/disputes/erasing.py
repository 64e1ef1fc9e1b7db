"""Erases what is personal in a Dispute: what they wrote, where to write back, curators' notes, and the salt of all.

The Journal holds digests under that salt. Without it they tell nothing, and the chain still holds.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select, update

from feeds.review.disputes.opening import note
from feeds.review.disputes.tables import Dispute, DisputeAnswer

KEPT_FOR: Final = timedelta(days=90)
"""After a Dispute is closed."""
VIGIE: Final = "the schedule"
"""Who erases what is over, as the Journal names it. No handle has a space."""


def erase(session: Session, dispute: Dispute, *, by: str, at: datetime) -> bool:
    """Erase the personal text of one Dispute, on somebody's word; False when it is erased already."""
    if dispute.salt is None:
        return False
    dispute.words = dispute.address = dispute.salt = None
    session.add(dispute)
    session.flush()
    session.execute(update(DisputeAnswer).where(col(DisputeAnswer.dispute_id) == dispute.id).values(note=None))
    note(session, dispute, "erase", actor=by, at=at, body={})
    return True


def erase_over(session: Session, at: datetime) -> int:
    """Erase what was closed 90 days ago; return of how many Disputes."""
    over = select(Dispute).where(col(Dispute.closed_at) <= at - KEPT_FOR, col(Dispute.salt).is_not(None))
    return sum(erase(session, dispute, by=VIGIE, at=at) for dispute in session.exec(over.with_for_update()).all())

"""Letting go of what was seen long ago and tells nothing."""

from datetime import datetime

from sqlalchemy import Select, delete, exists, func, or_, select
from sqlmodel import Session, col

from feeds.watch.tables import Capture, Looked, ObservationRow, Sighting


def prune(session: Session, before: datetime) -> int:
    """Let go of what is older than a moment; return how many captures went.

    Captures go when they were last seen before it, looks when those before and after them showed the same. What a
    Finding rests on stays.
    """
    cited = exists().where(or_(col(Sighting.old_id) == ObservationRow.id, col(Sighting.new_id) == ObservationRow.id))
    needed = exists().where(col(ObservationRow.capture) == col(Capture.digest), cited)
    gone = session.exec(delete(Capture).where(col(Capture.last_seen) < before, ~needed))
    in_between = col(ObservationRow.id).in_(_in_between(before))
    session.exec(delete(ObservationRow).where(in_between, ~cited).execution_options(synchronize_session=False))
    session.exec(delete(Looked).where(col(Looked.at) < before))
    return gone.rowcount


def _in_between(before: datetime) -> Select[tuple[int]]:
    """The ids of the looks before a moment that stand between two that showed the same."""
    name, at, showed = col(ObservationRow.name), col(ObservationRow.at), col(ObservationRow.showed)
    around = select(
        col(ObservationRow.id).label("id"),
        at.label("at"),
        (showed == func.lag(showed).over(partition_by=name, order_by=at)).label("as_before"),
        (showed == func.lead(showed).over(partition_by=name, order_by=at)).label("as_after"),
    ).subquery()
    return select(around.c.id).where(around.c.at < before, around.c.as_before, around.c.as_after)

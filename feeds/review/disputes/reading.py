"""What there is of Disputes: one by its secret or its number, those that wait, and how the clock was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, case, func
from sqlmodel import Session, col, select

from feeds.review.disputes.clock import FIRST_ANSWER, Clock
from feeds.review.disputes.opening import opened_with
from feeds.review.disputes.states import WAITING, DisputeState
from feeds.review.disputes.tables import Dispute, DisputeAnswer
from feeds.review.tables import Person

_MOST: Final = 5000


class NoSuchDispute(LookupError):
    """There is no such Dispute. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many Disputes wait for a curator; in how many of them the first answer is late."""

    count: int
    overdue: int


def by_secret(session: Session, secret: str) -> Dispute:
    """The Dispute whose link holds this secret. Raises `NoSuchDispute`."""
    return _found(opened_with(session, secret))


def get(session: Session, number: int) -> Dispute:
    """The Dispute with this number. Raises `NoSuchDispute`."""
    return _found(session.get(Dispute, number))


def clock_of(dispute: Dispute) -> Clock:
    """The clock of a Dispute."""
    return Clock(dispute.opened_at, dispute.first_answer_at, dispute.closed_at)


def answers(session: Session, dispute: Dispute) -> Sequence[tuple[DisputeAnswer, str]]:
    """What curators said, the first answer first, each with the handle of who said it."""
    said = select(DisputeAnswer, Person.handle).join(Person).where(DisputeAnswer.dispute_id == dispute.id)
    return session.exec(said.order_by(col(DisputeAnswer.id))).all()


def waiting(session: Session, at: datetime) -> Waiting:
    """What waits, each for itself. One question."""
    late = (col(Dispute.state) == DisputeState.OPEN) & (col(Dispute.opened_at) < at - FIRST_ANSWER)
    sums = (func.count(), func.sum(case((late, 1), else_=0)))
    count, overdue = session.exec(select(*sums).where(col(Dispute.state).in_(WAITING))).one()
    return Waiting(count, int(overdue or 0))


def unproved_since(session: Session, since: datetime) -> int:
    """How many Disputes were opened after a moment by people who have not shown control of the Name."""
    opened = select(func.count()).select_from(Dispute).where(col(Dispute.opened_at) > since)
    return session.exec(opened.where(col(Dispute.proved_at).is_(None))).one()


def closed_lately(session: Session, *, most: int) -> Sequence[Dispute]:
    """The Disputes that are over, the last one first."""
    over = select(Dispute).where(col(Dispute.closed_at).is_not(None))
    return session.exec(over.order_by(col(Dispute.closed_at).desc(), col(Dispute.id).desc()).limit(most)).all()


def clocks_since(session: Session, since: datetime) -> list[Clock]:
    """The clocks of the Disputes that were opened after a moment, at most 5,000 of them."""
    moments = Select[Any](col(Dispute.opened_at), col(Dispute.first_answer_at), col(Dispute.closed_at))
    newest = moments.where(col(Dispute.opened_at) > since).order_by(col(Dispute.opened_at).desc())
    return [Clock(*row) for row in session.execute(newest.limit(_MOST))]


def _found(dispute: Dispute | None) -> Dispute:
    if dispute is None:
        raise NoSuchDispute("There is no such dispute.")
    return dispute

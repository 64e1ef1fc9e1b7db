"""Crowds: so many Disputes about one Name that they are read together.

Anybody may open a Dispute, so whoever wants to bury one opens thousands. Nobody is turned away for that; what is alike
is put together instead. Whoever showed control of the Name stands alone, however many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func
from sqlmodel import Session, col, or_, select

from feeds.review.disputes import answering
from feeds.review.disputes.clock import FIRST_ANSWER, Clock
from feeds.review.disputes.reading import Waiting
from feeds.review.disputes.states import WAITING, Act, DisputeState
from feeds.review.disputes.tables import Dispute
from feeds.review.tables import Person

MANY: Final = 10
"""Up to so many about one Name stand alone, whoever opened them."""
AT_ONCE: Final = 500
"""So many are answered in one transaction."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many Disputes about a Name wait, from people who showed nothing; the first that has no answer yet."""

    name: str
    count: int
    unanswered_since: datetime | None

    @property
    def clock(self) -> Clock | None:
        """The clock that runs out first; None when all have an answer."""
        return Clock(self.unanswered_since) if self.unanswered_since else None


@dataclass(frozen=True, slots=True)
class Voice:
    """What is said in a crowd, in the same words by `count` of them; `number` is the first of them."""

    number: int
    count: int
    words: str | None
    language: str


def crowds(session: Session, *, most: int) -> list[Crowd]:
    """The crowds, the one whose clock runs out first at the top."""
    first = func.min(case((col(Dispute.state) == DisputeState.OPEN, col(Dispute.opened_at))))
    rows = _by_name(col(Dispute.name), func.count(), first).order_by(first.is_(None), first, col(Dispute.name))
    return [Crowd(name, count, since) for name, count, since in session.execute(rows.limit(most))]


def alone(session: Session, *, most: int, offset: int = 0) -> Sequence[Dispute]:
    """The Disputes that wait and are in no crowd: without an answer first, of these the proved ones, then by age."""
    unanswered = case((col(Dispute.state) == DisputeState.OPEN, 0), else_=1)
    shown = case((col(Dispute.proved_at).is_not(None), 0), else_=1)
    order = unanswered, shown, col(Dispute.opened_at), col(Dispute.id)
    rows = select(Dispute).where(_waits(), stands_alone()).order_by(*order)
    return session.exec(rows.limit(most).offset(offset)).all()


def stands_alone() -> ColumnElement[bool]:
    """Whether a Dispute that waits is in no crowd."""
    return or_(col(Dispute.proved_at).is_not(None), col(Dispute.name).not_in(_by_name(col(Dispute.name))))


def speaks_for_a_crowd() -> ColumnElement[bool]:
    """Whether a Dispute is the first without an answer in its crowd."""
    first = func.min(case((col(Dispute.state) == DisputeState.OPEN, col(Dispute.id))))
    return col(Dispute.id).in_(_by_name(first))


def waiting(session: Session, at: datetime) -> Waiting:
    """What waits, for the Queue: a crowd counts as one."""
    late = (col(Dispute.state) == DisputeState.OPEN) & (col(Dispute.opened_at) < at - FIRST_ANSWER)
    sums = (func.count(), func.sum(case((late, 1), else_=0)))
    stands = or_(stands_alone(), speaks_for_a_crowd())
    count, overdue = session.execute(select(*sums).where(_waits(), stands)).one()
    return Waiting(count, int(overdue or 0))


def count(session: Session, name: str) -> int:
    """How many wait about a Name from people who showed nothing, a crowd or not."""
    return session.exec(select(func.count()).select_from(Dispute).where(*_in_crowd(name))).one()


def voices(session: Session, name: str, *, most: int, offset: int = 0) -> list[Voice]:
    """What is said in the crowd about a Name: what few say first, because a crowd repeats itself."""
    columns = func.min(col(Dispute.id)), func.count(), col(Dispute.words), func.min(col(Dispute.language))
    rows = select(*columns).where(*_in_crowd(name)).group_by(col(Dispute.words)).order_by(columns[1], columns[0])
    return [Voice(*row) for row in session.execute(rows.limit(most).offset(offset))]


def answer(
    session: Session, name: str, act: Act, *, like: int | None = None, by: Person, text: str, at: datetime
) -> int:
    """Answer or refuse those in the crowd about a Name, or of them those that say the same as Dispute `like`.

    `AT_ONCE` at most, the oldest first; return how many. Raises as `answering.answer` does.
    """
    rows = select(Dispute).where(*_in_crowd(name))
    if like is not None:
        rows = rows.where(col(Dispute.words).in_(select(Dispute.words).where(Dispute.id == like)))
    if act == Act.ANSWER:
        rows = rows.where(col(Dispute.state) == DisputeState.OPEN)
    found = session.exec(rows.order_by(col(Dispute.id)).limit(AT_ONCE)).all()
    for dispute in found:
        answering.answer(session, dispute, act, by=by, text=text, at=at)
    return len(found)


def _waits() -> ColumnElement[bool]:
    return col(Dispute.state).in_(WAITING)


def _in_crowd(name: str) -> tuple[ColumnElement[bool], ...]:
    return _waits(), col(Dispute.proved_at).is_(None), col(Dispute.name) == name


def _by_name(*columns: Any) -> Select[Any]:
    unproved: Select[Any] = select(*columns).where(_waits(), col(Dispute.proved_at).is_(None))
    return unproved.group_by(col(Dispute.name)).having(func.count() > MANY)

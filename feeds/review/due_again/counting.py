"""How much is due, and how much was done in time. As many questions for many entries as for few."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, func
from sqlmodel import Session, col, select

from feeds.review.due_again.periods import SOON
from feeds.review.due_again.tables import Verification
from feeds.review.evidence.outcomes import REOPENS
from feeds.review.evidence.tables import EvidenceCheck


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for people: entries whose date is near or past, and sources that say something else.

    `overdue` are the entries among them whose date is past.
    """

    count: int
    overdue: int


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of `asked` entries whose date fell into a time, how many were looked at by then."""

    kept: int
    asked: int


def waiting(session: Session, at: datetime) -> Waiting:
    """What stands in "due again" at a moment. Two questions."""
    counts = col(Verification.replaced_at).is_(None)
    late = func.coalesce(func.sum(cast(col(Verification.verify_by) < at, Integer)), 0)
    near = select(func.count(), late).where(counts, col(Verification.verify_by) <= at + SOON)
    entries, overdue = session.exec(near).one()
    return Waiting(entries + reopened(session), overdue)


def reopened(session: Session) -> int:
    """How many sources say something else, and nobody has said yet what that means."""
    open_ = col(EvidenceCheck.outcome).in_(REOPENS) & col(EvidenceCheck.settled_at).is_(None)
    return session.exec(select(func.count()).select_from(EvidenceCheck).where(open_)).one()


def on_time(session: Session, since: datetime, at: datetime) -> OnTime:
    """How the dates were kept that fell between two moments. One question."""
    kept = func.coalesce(func.sum(cast(col(Verification.replaced_at) <= col(Verification.verify_by), Integer)), 0)
    fell = select(func.count(), kept).where(col(Verification.verify_by) > since, col(Verification.verify_by) <= at)
    asked, in_time = session.exec(fell).one()
    return OnTime(in_time, asked)

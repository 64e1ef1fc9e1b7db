"""How well the list is kept, as far as the database can say. What it cannot say yet is None, and no page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from api.public.waits import between_report_and_release
from feeds.registry.tables import Name, Retraction
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import due_again
from feeds.review.disputes import reading
from feeds.review.disputes.clock import Clock
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due, ObservationRow

SHOWN: Final = 30
"""Releases in the plots."""
LATELY: Final = timedelta(days=90)
ENOUGH: Final = 5
"""Below so many, a median says more of one case than of the rule, and might tell who reported it."""
MOST: Final = 5_000
ON_TIME: Final = timedelta(days=1)
"""By how much a look may be late: the Watch looks at most names once a day."""
FOUNDING: Final = 1
"""The Release of the starter registry: nobody waited for it."""


@dataclass(frozen=True, slots=True)
class Median:
    """The middle one of `cases` waits, in hours."""

    hours: float
    cases: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Record:
    """The figures. `releases` are the newest ones, oldest first.

    `from_proposal` and `from_report`: from a draft, or a family's first report of a name, to the Release that says so,
    of the last 90 days. `overturned`: listings that were withdrawn, of all there were. `turned_down`: Proposals that a
    second person rejected, of those decided. `looked_at`: listed Names at which the Watch looked when it was due.
    `verified`: entries that a person looked at again by their date, of those whose date fell into the last 90 days.
    `disputes`: first answers that came in time, of those that were due or came; `first_answer`: from a Dispute to it,
    both of the last 90 days.
    """

    releases: Sequence[Release]
    freshness: FreshnessCheck | None
    from_proposal: Median | None
    from_report: Median | None
    overturned: Share | None
    turned_down: Share | None
    looked_at: Share | None
    verified: Share | None
    disputes: Share | None
    first_answer: Median | None


def read(session: Session, now: datetime) -> Record:
    """The figures of a moment, in twelve questions however large the registry is."""
    clocks = reading.clocks_since(session, now - LATELY)
    newest = session.exec(select(Release).order_by(col(Release.serial).desc()).limit(SHOWN)).all()
    return Record(
        releases=newest[::-1],
        freshness=session.get(FreshnessCheck, 1),
        from_proposal=_median(_drafted_to_released(session, now)),
        from_report=_median(between_report_and_release(session, now - LATELY, most=MOST)),
        overturned=_overturned(session),
        turned_down=_turned_down(session),
        looked_at=_looked_at(session, now),
        verified=_verified(session, now),
        disputes=_kept(clocks, now),
        first_answer=_median([clock.first_answer - clock.opened for clock in clocks if clock.first_answer]),
    )


def _verified(session: Session, now: datetime) -> Share | None:
    dates = due_again.on_time(session, now - LATELY, now)
    return _share(dates.kept, dates.asked)


def _kept(clocks: Sequence[Clock], now: datetime) -> Share | None:
    told = [kept for clock in clocks if (kept := clock.kept(now)) is not None]
    return _share(sum(told), len(told))


def _median(waits: Sequence[timedelta]) -> Median | None:
    if len(waits) < ENOUGH:
        return None
    return Median(median(wait.total_seconds() for wait in waits) / 3600, len(waits))


def _drafted_to_released(session: Session, now: datetime) -> list[timedelta]:
    pairs = (
        select(Release.released_at, Proposal.created_at)
        .join(Proposal, col(Proposal.published_in) == Release.serial)
        .where(Release.serial > FOUNDING, col(Release.released_at) > now - LATELY)
        .where(col(Release.released_at) >= Proposal.created_at)  # what changes no file is out with the one before
        .order_by(col(Proposal.id).desc())
        .limit(MOST)
    )
    return [released - created for released, created in session.exec(pairs)]


def _overturned(session: Session) -> Share | None:
    withdrawn = session.exec(select(func.count(col(Retraction.hostname)))).one()
    listed = session.exec(select(func.count()).select_from(Name)).one()
    return _share(withdrawn, withdrawn + listed)


def _turned_down(session: Session) -> Share | None:
    rejected = func.sum(case((col(Proposal.state) == ProposalState.REJECTED, 1), else_=0))
    decided = (ProposalState.REJECTED, ProposalState.APPROVED, ProposalState.PUBLISHED)
    by_people = func.coalesce(Proposal.published_in, 0) != FOUNDING
    part, whole = session.exec(select(rejected, func.count()).where(col(Proposal.state).in_(decided), by_people)).one()
    return _share(part or 0, whole)


def _looked_at(session: Session, now: datetime) -> Share | None:
    if session.exec(select(ObservationRow.id).limit(1)).first() is None:
        return None  # the Watch never ran here
    on_time = func.sum(case((col(Due.due_at) > now - ON_TIME, 1), else_=0))
    part, whole = session.exec(select(on_time, func.count()).where(Due.kind == DueKind.NAME)).one()
    return _share(part or 0, whole)


def _share(part: int, whole: int) -> Share | None:
    return Share(part, whole) if whole else None
